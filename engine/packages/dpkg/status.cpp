#include "engine/packages/dpkg/status.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_set>
#include <utility>

#include "parsers/deb822/deb822.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap::dpkg {
namespace {

constexpr std::size_t kMd5Digits = 32;
constexpr const char* kSame = "same";

Error damaged_status(const std::string& path, const std::string& why) {
  return Error{
      ErrorCode::package_database, "cannot read the package database " + path + ": " + why, {}};
}

std::string_view next_word(std::string_view& text) {
  constexpr std::string_view kBlank = " \t\n";
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  const std::size_t end = std::min(text.find_first_of(kBlank), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

std::string_view take_last_word(std::string_view& text) {
  const std::size_t blank = text.rfind(' ');
  if (blank == std::string_view::npos) return {};
  const std::string_view word = text.substr(blank + 1);
  text = text.substr(0, blank);
  return word;
}

// "install ok half-configured" -> "half-configured"
std::string_view state_in(std::string_view status) {
  next_word(status);
  next_word(status);
  return next_word(status);
}

bool has_files(std::string_view state) {
  return state != "not-installed" && !state.empty();
}

// The name becomes the name of a file.
bool is_word(std::string_view word) {
  return !word.empty() && word.front() != '.' &&
         word.find_first_of("/ \t:") == std::string_view::npos;
}

StatusPackage package_of(const deb822::Paragraph& paragraph, std::string_view state) {
  StatusPackage package;
  const std::string name(paragraph.value("Package"));
  const std::string arch(paragraph.value("Architecture"));
  package.record.nevra = rules::debian_package(name, paragraph.value("Version"), arch);
  package.state = state;
  package.record.configuration_only = state == "config-files";
  package.info = name;
  if (paragraph.value("Multi-Arch") == kSame) package.info += ":" + arch;
  package.conffiles = paragraph.value("Conffiles");
  package.provides = paragraph.value("Provides");
  return package;
}

// Packages by name and architecture; one without files takes the place of its earlier record.
using Packages = std::map<std::pair<std::string, std::string>, StatusPackage>;

Done add_packages(const std::string& path, std::string_view text, Packages& packages) {
  deb822::Reader reader(text);
  while (const auto paragraph = reader.next()) {
    const std::string_view name = paragraph->value("Package");
    const std::string_view arch = paragraph->value("Architecture");
    const std::string_view state = state_in(paragraph->value("Status"));
    if (!has_files(state)) {
      packages.erase({std::string(name), std::string(arch)});
      continue;
    }
    if (!is_word(name) || !is_word(arch)) {
      return damaged_status(path, "a package has no name or no architecture");
    }
    packages.insert_or_assign({std::string(name), std::string(arch)},
                              package_of(*paragraph, state));
  }
  if (!reader.error().empty()) return damaged_status(path, reader.error());
  return done();
}

// FNV-1a. A second package with the same number gets the next free one.
std::uint32_t number_of(const rules::Nevra& nevra, std::unordered_set<std::uint32_t>& taken) {
  std::uint32_t number = 2166136261U;
  for (const char c : nevra.name + ":" + nevra.arch) {
    number = (number ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  while (number == 0 || !taken.insert(number).second) ++number;
  return number;
}

bool is_update(const std::string& name) {
  return !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

Result<Status> Status::read(const AdminDirectory& directory) {
  std::vector<std::string> files = {"status"};
  for (const std::string& name : directory.names("updates")) {
    if (is_update(name)) files.push_back("updates/" + name);
  }
  Status status;
  Packages packages;
  for (const std::string& name : files) {
    auto text = std::make_unique<std::string>();
    const auto there = directory.read(name, *text);
    if (!there) return there.error();
    const std::string path = directory.path() + "/" + name;
    if (!*there && name == files.front()) {
      return damaged_status(path, "there is no such file");
    }
    if (Done added = add_packages(path, *text, packages); !added) return added.error();
    status.texts_.push_back(std::move(text));
  }
  std::unordered_set<std::uint32_t> taken;
  std::vector<std::pair<std::string, StatusPackage*>> sorted;
  for (auto& [key, package] : packages) {
    package.record.instance = number_of(package.record.nevra, taken);
    sorted.emplace_back(package.record.nevra.text(), &package);
  }
  std::sort(sorted.begin(), sorted.end());
  status.packages_.reserve(sorted.size());
  for (const auto& [text, package] : sorted) status.packages_.push_back(std::move(*package));
  return status;
}

std::vector<const StatusPackage*> Status::by_name(std::string_view name) const {
  std::vector<const StatusPackage*> found;
  for (const StatusPackage& package : packages_) {
    if (package.record.nevra.name == name) found.push_back(&package);
  }
  return found;
}

const StatusPackage* Status::by_instance(std::uint32_t instance) const {
  const auto found = std::find_if(
      packages_.begin(), packages_.end(),
      [&](const StatusPackage& package) { return package.record.instance == instance; });
  return found == packages_.end() ? nullptr : &*found;
}

Result<std::vector<rules::Nevra>> unconfigured(const DatabaseOptions& options) {
  constexpr std::string_view kPending[] = {"unpacked", "half-configured", "triggers-awaited",
                                           "triggers-pending"};
  const Result<AdminDirectory> directory = AdminDirectory::open(options);
  if (!directory) return directory.error();
  const Result<Status> status = Status::read(*directory);
  if (!status) return status.error();
  std::vector<rules::Nevra> found;
  for (const StatusPackage& package : status->packages()) {
    const bool pending =
        std::find(std::begin(kPending), std::end(kPending), package.state) != std::end(kPending);
    if (pending) found.push_back(package.record.nevra);
  }
  return found;
}

std::vector<Conffile> conffiles_in(std::string_view value) {
  std::vector<Conffile> found;
  for (std::string_view line : deb822::lines_of(value)) {
    Conffile conffile;
    std::string_view word = take_last_word(line);
    while (word == "obsolete" || word == "remove-on-upgrade") {
      conffile.obsolete = true;
      word = take_last_word(line);
    }
    if (line.empty() || line.front() != '/') continue;
    if (word.size() == kMd5Digits && is_hex(word)) conffile.md5 = word;
    conffile.path = line;
    found.push_back(std::move(conffile));
  }
  return found;
}

std::vector<std::string_view> provides_in(std::string_view value) {
  std::vector<std::string_view> names;
  while (!value.empty()) {
    const std::size_t comma = std::min(value.find(','), value.size());
    std::string_view one = value.substr(0, comma);
    if (const std::string_view name = next_word(one); !name.empty()) {
      names.push_back(name.substr(0, name.find_first_of("(:")));
    }
    value.remove_prefix(std::min(comma + 1, value.size()));
  }
  return names;
}

}  // namespace pkgmap::dpkg
