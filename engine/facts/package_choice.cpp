#include "engine/facts/package_choice.hpp"

#include <algorithm>

namespace pkgmap {
namespace {

bool same_build(const TransactionItem& item, const rules::Nevra& nevra) {
  return nevra == rules::Nevra{item.name, item.epoch, item.version, item.release, item.arch};
}

bool is_ia32(const std::string& arch) {
  return arch == "athlon" || arch == "geode" ||
         (arch.size() == 4 && arch.front() == 'i' && arch.ends_with("86"));
}

// Whether a package of one architecture replaces the same name of the other one: an i686 package
// does not replace an x86_64 one.
bool replaces(const std::string& incoming, const std::string& installed) {
  return incoming == installed || incoming == "noarch" || installed == "noarch" ||
         (is_ia32(incoming) && is_ia32(installed));
}

// Adds the installed packages that an incoming one replaces; all of that name if none has a
// matching architecture.
Done add_replaced(const std::string& name, const std::string& arch, PackageDatabase& database,
                  PackageChoices& choices) {
  auto installed = database.by_name(name);
  if (!installed) return installed.error();
  const auto is_replaced = [&](const auto& record) { return replaces(arch, record.nevra.arch); };
  const bool some = std::any_of(installed->begin(), installed->end(), is_replaced);
  for (PackageRecord& record : *installed) {
    if (!some || is_replaced(record)) add_choice(choices, {std::move(record), {}});
  }
  return done();
}

// Reads only the name; gather_packages() reads the file list, by base name.
const FileFilter kNoFiles;

void add_package_file(const std::string& path, PackageDatabase& database, PackageChoices& choices) {
  auto file = database.read_package_file(path, &kNoFiles);
  if (file) {
    add_choice(choices, {std::move(file->package), path});
  } else {
    choices.notes.push_back(file.error().message);
  }
}

// A package manager may leave out what an incoming package obsoletes.
Done add_obsoleted(const std::string& rpm, PackageDatabase& database, PackageChoices& choices) {
  auto obsoleted = database.obsoleted_by(rpm);
  if (!obsoleted) {
    if (obsoleted.error().code == ErrorCode::package_database) return obsoleted.error();
    return done();  // add_package_file() has made the note.
  }
  for (PackageRecord& record : *obsoleted) add_choice(choices, {std::move(record), {}});
  return done();
}

Done add_outgoing(const TransactionItem& item, PackageDatabase& database, PackageChoices& choices) {
  if (item.dbid) {
    auto record = database.by_instance(*item.dbid);
    if (!record) return record.error();
    if (*record && (*record)->nevra.name == item.name) {
      add_choice(choices, {std::move(**record), {}});
      return done();
    }
  }
  auto installed = database.by_name(item.name);
  if (!installed) return installed.error();
  const bool exact = std::any_of(installed->begin(), installed->end(), [&](const auto& record) {
    return same_build(item, record.nevra);
  });
  for (PackageRecord& record : *installed) {
    if (!exact || same_build(item, record.nevra)) add_choice(choices, {std::move(record), {}});
  }
  return done();
}

// The package of an item that came with its file list. Nothing is read from the package database.
PackageChoice told_by(const TransactionItem& item) {
  PackageRecord package;
  package.nevra = {item.name, item.epoch, item.version, item.release, item.arch};
  package.instance = item.dbid.value_or(0);
  return {std::move(package), {}, item.files, item.incoming()};
}

// A package that is installed in addition to another version of it (a kernel) does not replace it.
bool replaces_its_own_name(ItemAction action) {
  return action != ItemAction::install;
}

}  // namespace

void add_choice(PackageChoices& choices, PackageChoice choice) {
  const bool known = std::any_of(
      choices.packages.begin(), choices.packages.end(), [&](const PackageChoice& other) {
        return other.rpm == choice.rpm && other.package.instance == choice.package.instance;
      });
  if (!known) choices.packages.push_back(std::move(choice));
}

Result<PackageChoices> choose_packages(const Transaction& transaction, PackageDatabase& database) {
  PackageChoices choices;
  for (const TransactionItem& item : transaction.items) {
    Done added = done();
    if (item.files) {
      choices.packages.push_back(told_by(item));
    } else if (!item.incoming()) {
      added = add_outgoing(item, database, choices);
    } else {
      if (!item.rpm.empty()) add_package_file(item.rpm, database, choices);
      if (replaces_its_own_name(item.action)) {
        added = add_replaced(item.name, item.arch, database, choices);
      }
      if (added && !item.rpm.empty()) added = add_obsoleted(item.rpm, database, choices);
    }
    if (!added) return added.error();
  }
  return choices;
}

Result<PackageChoices> choose_packages(const std::string& word, PackageDatabase& database) {
  PackageChoices choices;
  if (word.find('/') != std::string::npos || word.ends_with(".rpm")) {
    auto file = database.read_package_file(word, &kNoFiles);
    if (!file) return file.error();
    const rules::Nevra nevra = file->package.nevra;
    add_choice(choices, {std::move(file->package), word});
    auto added = add_replaced(nevra.name, nevra.arch, database, choices);
    if (!added) return added.error();
    added = add_obsoleted(word, database, choices);
    if (!added) return added.error();
    return choices;
  }
  auto records = database.matching(word);
  if (!records) return records.error();
  for (PackageRecord& record : *records) add_choice(choices, {std::move(record), {}});
  return choices;
}

}  // namespace pkgmap
