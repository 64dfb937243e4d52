// Which incoming packages libzypp has downloaded.
//
// libzypp starts the commit plugin before the download. Only the file says what a package
// obsoletes, and which files it brings. An unreadable directory counts as empty; of a directory,
// 20,000 entries count at most. For one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cli/plugins/zypp/steps.hpp"

namespace pkgmap::zypp {

class Arrivals {
 public:
  /// `cache` is the absolute path of the directory where libzypp keeps packages; each repository
  /// has a directory in it.
  explicit Arrivals(std::string cache) : cache_(std::move(cache)) {}

  /// Adds the incoming packages of `steps` to those that are awaited.
  void expect(const std::vector<Step>& steps);
  /// Returns whether a package is awaited that neither look() nor there() has returned.
  bool awaits_any() const { return !missing_.empty(); }

  /// Returns the awaited packages whose files have come, with the paths in Step::rpm. A file counts
  /// only if the last look() or there() has found it with the same size: else libzypp may still
  /// write it.
  std::vector<Step> look();
  /// Returns the awaited packages whose files exist now, there or in one of the local
  /// `repositories`, with the paths in Step::rpm. For the time before the download, when libzypp
  /// writes no file.
  std::vector<Step> there(const std::vector<std::string>& repositories);

 private:
  using Sizes = std::map<std::string, std::uintmax_t>;
  std::vector<Step> take(const std::string& directory, const Sizes* before);

  std::string cache_;
  std::map<std::string, Step> missing_;  ///< By the name of the file.
  Sizes sizes_;                          ///< Of files that were there at the last look, by path.
};

}  // namespace pkgmap::zypp
