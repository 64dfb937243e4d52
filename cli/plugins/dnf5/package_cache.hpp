// Finds the .rpm files that dnf 5 has downloaded.
//
// dnf 5 does not tell an action where a downloaded file lies. A file of a repository lies in
// CACHEDIR/REPOSITORY-SUM/packages; SUM is 16 hexadecimal digits that depend on the repository's
// address. A file that a person named on the command line has its absolute path as attribute
// `location`. find() looks for the directories of a repository only once, so a caller makes the
// object after the downloads. For one thread.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace pkgmap::dnf5 {

class PackageCache {
 public:
  /// `directory` is the setting `cachedir` of dnf 5; it need not exist.
  explicit PackageCache(std::string directory) : directory_(std::move(directory)) {}

  /// Returns the path of an incoming package's file; empty if no regular file is there. If there
  /// are several such files, as after a change of the repository's address, returns the path of the
  /// file that was written last. `repository` and `location` are the attributes `repo_id` and
  /// `location`. An absolute location is the path itself.
  std::string find(const std::string& repository, const std::string& location);

 private:
  const std::vector<std::string>& directories_of(const std::string& repository);

  std::string directory_;
  std::map<std::string, std::vector<std::string>> known_;
};

}  // namespace pkgmap::dnf5
