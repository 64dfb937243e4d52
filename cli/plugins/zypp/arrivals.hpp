// Which incoming packages libzypp has downloaded.
//
// libzypp starts the commit plugin before the download. Only the file says what a package
// obsoletes, and which files it brings. An unreadable directory counts as empty, and so does the
// rest of one for which the time does not suffice. For one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cli/plugins/hook/program.hpp"
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
  std::vector<Step> look(hook::Clock::time_point until);
  /// Returns the awaited packages whose files exist now, there or in one of the local
  /// `repositories`, with the paths in Step::rpm. For the time before the download, when libzypp
  /// writes no file.
  std::vector<Step> there(const std::vector<std::string>& repositories,
                          hook::Clock::time_point until);

 private:
  using Sizes = std::map<std::string, std::uintmax_t>;
  // Adds what has come in the directory to `come`, and its size to `sizes`. `before`: the sizes of
  // the last look; null if no file grows.
  void take(const std::string& directory, const Sizes* before, hook::Clock::time_point until,
            Sizes& sizes, std::vector<Step>& come);

  std::string cache_;
  std::map<std::string, Step> missing_;  ///< By the name of the file.
  Sizes sizes_;                          ///< Of files that were there at the last look, by path.
};

}  // namespace pkgmap::zypp
