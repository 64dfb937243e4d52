#include "engine/facts/package_choice.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace pkgmap {
namespace {

// dpkg's version is one text, and a hook may tell it as one.
bool same_build(const TransactionItem& item, const rules::Nevra& nevra) {
  const rules::Nevra told{item.package, nevra.system};
  if (nevra.system == rules::PackageSystem::rpm) return nevra == told;
  return told.name == nevra.name && told.evr() == nevra.evr() &&
         (told.arch.empty() || told.arch == nevra.arch);
}

bool is_ia32(const std::string& arch) {
  return arch == "athlon" || arch == "geode" ||
         (arch.size() == 4 && arch.front() == 'i' && arch.ends_with("86"));
}

// "noarch" of rpm, "all" of dpkg.
bool is_any_arch(const std::string& arch) {
  return arch == "noarch" || arch == "all";
}

// Whether a package of one architecture replaces the same name of the other one: an i686 package
// does not replace an x86_64 one.
bool replaces(const std::string& incoming, const std::string& installed) {
  return incoming == installed || is_any_arch(incoming) || is_any_arch(installed) ||
         (is_ia32(incoming) && is_ia32(installed));
}

PackageChoice installed_choice(const PackageRecord& record, bool leaves) {
  PackageChoice choice{record, {}};
  choice.leaves = leaves;
  return choice;
}

// Adds the installed packages that an incoming one replaces; all of that name if none has a
// matching architecture. `known`: whether the files of the incoming one are known.
Done add_replaced(const std::string& name, const std::string& arch, bool known,
                  PackageDatabase& database, PackageChoices& choices) {
  auto installed = database.by_name(name);
  if (!installed) return installed.error();
  const auto is_replaced = [&](const auto& record) { return replaces(arch, record.nevra.arch); };
  const bool some = std::any_of(installed->begin(), installed->end(), is_replaced);
  for (const PackageRecord& record : *installed) {
    if (!some || is_replaced(record)) add_choice(choices, installed_choice(record, known));
  }
  return done();
}

// Reads only the name; gather_packages() reads the file list, by base name.
const FileFilter kNoFiles;

// Returns the package of the file; nullopt if the file cannot be read.
std::optional<rules::Nevra> add_package_file(const std::string& path, PackageDatabase& database,
                                             PackageChoices& choices) {
  auto file = database.read_package_file(path, &kNoFiles);
  if (!file) {
    choices.notes.push_back(file.error().message);
    return std::nullopt;
  }
  rules::Nevra nevra = file->package.nevra;
  add_choice(choices, {std::move(file->package), path});
  return nevra;
}

// A package manager may leave out what an incoming package obsoletes.
Done add_obsoleted(const std::string& package_file, PackageDatabase& database,
                   PackageChoices& choices) {
  auto obsoleted = database.obsoleted_by(package_file);
  if (!obsoleted) {
    if (obsoleted.error().code == ErrorCode::package_database) return obsoleted.error();
    return done();  // add_package_file() has made the note.
  }
  for (const PackageRecord& record : *obsoleted)
    add_choice(choices, installed_choice(record, true));
  return done();
}

Done add_outgoing(const TransactionItem& item, bool known, PackageDatabase& database,
                  PackageChoices& choices) {
  if (item.dbid) {
    auto record = database.by_instance(*item.dbid);
    if (!record) return record.error();
    if (*record && (*record)->nevra.name == item.package.name) {
      add_choice(choices, installed_choice(**record, known));
      return done();
    }
  }
  auto installed = database.by_name(item.package.name);
  if (!installed) return installed.error();
  const bool exact = std::any_of(installed->begin(), installed->end(), [&](const auto& record) {
    return same_build(item, record.nevra);
  });
  for (const PackageRecord& record : *installed) {
    if (!exact || same_build(item, record.nevra)) {
      add_choice(choices, installed_choice(record, known));
    }
  }
  return done();
}

// The package of an item that came with its file list. Nothing is read from the package database.
PackageChoice told_by(const TransactionItem& item) {
  PackageRecord package;
  package.nevra = {item.package};
  package.instance = item.dbid.value_or(0);
  return {std::move(package), {}, item.files, item.incoming()};
}

// A package that is installed in addition to another version of it (a kernel) does not replace it.
bool replaces_its_own_name(ItemAction action) {
  return action != ItemAction::install;
}

// Adds the incoming package with what it replaces and obsoletes.
Done add_incoming(const TransactionItem& item, PackageDatabase& database, PackageChoices& choices) {
  std::optional<rules::Nevra> incoming;
  if (!item.package_file.empty()) {
    incoming = add_package_file(item.package_file, database, choices);
  }
  const bool known = incoming.has_value();
  if (!known) choices.incomplete = true;
  if (replaces_its_own_name(item.action)) {
    // Of a .deb file a hook may know the path alone.
    const bool is_told = !item.package.name.empty() || !known;
    auto added =
        add_replaced(is_told ? item.package.name : incoming->name,
                     is_told ? item.package.arch : incoming->arch, known, database, choices);
    if (!added) return added;
  }
  return item.package_file.empty() ? done() : add_obsoleted(item.package_file, database, choices);
}

// Whether the transaction also installs a package of the name of which no file is known.
bool has_unknown_successor(const TransactionItem& outgoing, const Transaction& transaction,
                           const PackageChoices& choices) {
  const auto& items = transaction.items;
  return std::any_of(items.begin(), items.end(), [&](const TransactionItem& item) {
    if (!item.incoming() || item.package.name != outgoing.package.name) return false;
    return item.package_file.empty() ||
           std::none_of(choices.packages.begin(), choices.packages.end(),
                        [&](const PackageChoice& choice) {
                          return choice.package_file == item.package_file;
                        });
  });
}

// The triggers of dpkg run scripts of packages that no transaction names, and such a script may
// restart a daemon. A new version mostly has the files of the installed one, whose list is at hand.
Done add_triggered(PackageDatabase& database, PackageChoices& choices) {
  std::vector<PackageRecord> installed;
  std::set<std::string> names;
  for (const PackageChoice& choice : choices.packages) {
    if (choice.incoming() || choice.told) continue;
    installed.push_back(choice.package);
    names.insert(choice.package.nevra.name);
  }
  std::vector<std::string> new_ones;
  for (const PackageChoice& choice : choices.packages) {
    const bool is_new = choice.has_file() && !names.contains(choice.package.nevra.name);
    if (is_new) new_ones.push_back(choice.package_file);
  }
  const auto triggered = database.triggered_by(installed, new_ones);
  if (!triggered) return triggered.error();
  for (const PackageRecord& record : *triggered) {
    PackageChoice choice = installed_choice(record, false);
    choice.triggered = true;
    add_choice(choices, std::move(choice));
  }
  return done();
}

}  // namespace

void add_choice(PackageChoices& choices, PackageChoice choice) {
  const auto known = std::find_if(choices.packages.begin(), choices.packages.end(),
                                  [&](const PackageChoice& other) {
                                    return other.package_file == choice.package_file &&
                                           other.package.instance == choice.package.instance;
                                  });
  if (known == choices.packages.end()) {
    choices.packages.push_back(std::move(choice));
  } else {
    known->leaves = known->leaves || choice.leaves;
    known->triggered = known->triggered && choice.triggered;
  }
}

Result<PackageChoices> choose_packages(const Transaction& transaction, PackageDatabase& database) {
  PackageChoices choices;
  for (const TransactionItem& item : transaction.items) {
    if (item.files) {
      choices.packages.push_back(told_by(item));
    } else if (item.incoming()) {
      if (auto added = add_incoming(item, database, choices); !added) return added.error();
    }
  }
  for (const TransactionItem& item : transaction.items) {
    if (item.files || item.incoming()) continue;
    const bool known = !has_unknown_successor(item, transaction, choices);
    if (auto added = add_outgoing(item, known, database, choices); !added) return added.error();
  }
  if (auto added = add_triggered(database, choices); !added) return added.error();
  return choices;
}

Result<PackageChoices> choose_packages(const std::string& word, PackageDatabase& database) {
  PackageChoices choices;
  if (word.find('/') != std::string::npos || word.ends_with(".rpm") || word.ends_with(".deb")) {
    auto file = database.read_package_file(word, &kNoFiles);
    if (!file) return file.error();
    const rules::Nevra nevra = file->package.nevra;
    add_choice(choices, {std::move(file->package), word});
    auto added = add_replaced(nevra.name, nevra.arch, true, database, choices);
    if (!added) return added.error();
    added = add_obsoleted(word, database, choices);
    if (added) added = add_triggered(database, choices);
    if (!added) return added.error();
    return choices;
  }
  auto records = database.matching(word);
  if (!records) return records.error();
  for (PackageRecord& record : *records) add_choice(choices, {std::move(record), {}});
  const bool is_known = !choices.packages.empty();
  if (auto added = is_known ? add_triggered(database, choices) : done(); !added) {
    return added.error();
  }
  return choices;
}

}  // namespace pkgmap
