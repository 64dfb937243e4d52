// Where dnf 5 keeps the .rpm files that it has downloaded.
//
// dnf 5 tells an action no local path: a file of a repository lies in
// CACHEDIR/REPOSITORY-SUM/packages, SUM being 16 digits that depend on the repository's address;
// what was named on the command line lies where its location says. Reads directories; one thread.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace pkgmap::dnf5 {

class PackageCache {
 public:
  /// `directory`: the setting `cachedir` of dnf 5.
  explicit PackageCache(std::string directory) : directory_(std::move(directory)) {}

  /// The path of an incoming package's file; empty when it is not there. Of several, as after a
  /// change of the repository's address, the one that was written last.
  std::string find(const std::string& repository, const std::string& location);

 private:
  const std::vector<std::string>& directories_of(const std::string& repository);

  std::string directory_;
  std::map<std::string, std::vector<std::string>> known_;
};

}  // namespace pkgmap::dnf5
