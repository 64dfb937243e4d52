#include "engine/packages/dpkg/triggers.hpp"

#include <algorithm>

#include "engine/system/files/paths.hpp"
#include "parsers/deb822/deb822.hpp"

namespace pkgmap::dpkg {
namespace {

// "dovecot-core/noawait" -> "dovecot-core"
std::string package_in(std::string_view word) {
  return std::string(word.substr(0, word.find('/')));
}

constexpr const char* kBlanks = " \t";

}  // namespace

// `triggers/File` has "PATH PACKAGE" in each line, and `triggers/NAME` a package in each line.
Result<Triggers> Triggers::read(const AdminDirectory& directory) {
  Triggers triggers;
  std::string text;
  if (const auto there = directory.read("triggers/File", text); !there) return there.error();
  for (const std::string_view line : deb822::lines_of(text)) {
    const std::size_t blank = line.rfind(' ');
    if (blank == std::string_view::npos || line.front() != '/') continue;
    triggers.by_path_[std::string(line.substr(0, blank))].push_back(
        package_in(line.substr(blank + 1)));
  }
  for (const std::string& name : directory.names("triggers")) {
    // dpkg's own files there are called File, Lock and Unincorp.
    if (name.front() == '.' || name == "File" || name == "Lock" || name == "Unincorp") continue;
    if (const auto there = directory.read("triggers/" + name, text); !there) return there.error();
    for (const std::string_view line : deb822::lines_of(text)) {
      triggers.by_name_[name].push_back(package_in(line));
    }
  }
  return triggers;
}

FileFilter Triggers::filter() const {
  FileFilter filter;
  for (const auto& [path, packages] : by_path_) {
    filter.names.insert(base_name_of(path));
    filter.ancestors.insert(base_name_of(path));
  }
  return filter;
}

void Triggers::add_interested_in(std::string_view path, std::set<std::string>& packages) const {
  for (std::size_t end = path.size(); end != std::string_view::npos && end > 0;
       end = path.rfind('/', end - 1)) {
    const auto found = by_path_.find(path.substr(0, end));
    if (found != by_path_.end()) packages.insert(found->second.begin(), found->second.end());
  }
}

// "activate NAME", "activate-noawait NAME", "activate-await NAME"; a name that begins with '/' is
// the path of a file. deb-triggers(5) knows comments behind a name, but dpkg 1.21 refuses them.
void Triggers::add_activated_by(std::string_view control_file,
                                std::set<std::string>& packages) const {
  for (const std::string_view line : deb822::lines_of(control_file)) {
    const std::size_t blank = line.find_first_of(kBlanks);
    if (!line.starts_with("activate") || blank == std::string_view::npos) continue;
    const std::string_view name = line.substr(line.find_first_not_of(kBlanks, blank));
    if (name.starts_with('/')) add_interested_in(name, packages);
    const auto found = by_name_.find(name);
    if (found != by_name_.end()) packages.insert(found->second.begin(), found->second.end());
  }
}

}  // namespace pkgmap::dpkg
