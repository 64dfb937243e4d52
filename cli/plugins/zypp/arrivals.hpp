// Which incoming packages libzypp has downloaded.
//
// libzypp starts the commit plugin before it downloads. What a package obsoletes, and which files
// it brings, only the downloaded file says. For one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cli/plugins/zypp/steps.hpp"

namespace pkgmap::zypp {

class Arrivals {
 public:
  /// `cache` is the directory where libzypp keeps packages; each repository has a directory in it.
  explicit Arrivals(std::string cache) : cache_(std::move(cache)) {}

  /// From now on waits for the incoming packages of `steps`.
  void expect(const std::vector<Step>& steps);
  bool awaits_any() const { return !missing_.empty(); }

  /// Returns the packages that have come since the last call, with their files. Leaves out a file
  /// whose size has changed since then: libzypp still writes it.
  std::vector<Step> look();
  /// Returns the packages that are there before the download begins: nobody writes them.
  std::vector<Step> there();

 private:
  using Sizes = std::map<std::string, std::uintmax_t>;
  std::vector<Step> take(const Sizes* before);

  std::string cache_;
  std::map<std::string, Step> missing_;  ///< By the name of the file.
  Sizes sizes_;                          ///< Of files that were there at the last look, by path.
};

}  // namespace pkgmap::zypp
