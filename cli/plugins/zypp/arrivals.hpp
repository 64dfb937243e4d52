// Finds the files of the incoming packages of a commit while libzypp downloads them.
//
// libzypp calls the commit plugin before the download, but only the .rpm file of a package says
// what the package obsoletes and which files it has. An unreadable directory counts as empty. Each
// search takes a time `until`: when this time is over, the search stops, and returns what it has
// found. For one thread.
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

  /// Adds the incoming packages of `steps` to the awaited packages.
  void expect(const std::vector<Step>& steps);
  /// Returns whether there is an awaited package. A package that look() or there() has returned is
  /// no longer awaited.
  bool awaits_any() const { return !missing_.empty(); }

  /// Returns the awaited packages whose files libzypp has downloaded into `cache`, with the paths
  /// in Step::rpm. A file counts only if the previous look() found it with the same size, since
  /// libzypp may still write a file that is new or has grown. So look() returns a package in its
  /// second call after the download at the earliest.
  std::vector<Step> look(hook::Clock::time_point until);
  /// Returns the awaited packages whose files exist already, in the directory `cache` or in one of
  /// the directories `repositories` (absolute paths), with the paths in Step::rpm. The caller calls
  /// there() only before the download, when libzypp writes no file.
  std::vector<Step> there(const std::vector<std::string>& repositories,
                          hook::Clock::time_point until);

 private:
  using Sizes = std::map<std::string, std::uintmax_t>;
  // Searches `directory`. Adds the awaited packages that it finds to `come`, and the sizes of their
  // files to `sizes`. `before` has the sizes of the last look, and a file counts only with the same
  // size; null if every file counts.
  void take(const std::string& directory, const Sizes* before, hook::Clock::time_point until,
            Sizes& sizes, std::vector<Step>& come);

  std::string cache_;
  std::map<std::string, Step> missing_;  ///< By the name of the file.
  Sizes sizes_;                          ///< Of files that were there at the last look, by path.
};

}  // namespace pkgmap::zypp
