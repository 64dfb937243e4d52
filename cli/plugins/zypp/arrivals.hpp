// Which incoming packages have been downloaded.
//
// libzypp asks us before it downloads: only then do the headers say what a package obsoletes, and
// which files it brings.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cli/plugins/zypp/steps.hpp"

namespace pkgmap::zypp {

class Arrivals {
 public:
  /// `cache`: where libzypp keeps packages, a directory for each repository below it.
  explicit Arrivals(std::string cache) : cache_(std::move(cache)) {}

  /// Those of the steps are awaited from now on.
  void expect(const std::vector<Step>& steps);
  bool awaits_any() const { return !missing_.empty(); }

  /// What has come since the last call, with its file. One whose size changed since then is still
  /// being written.
  std::vector<Step> look();
  /// What is there already, for the first look: nobody writes it.
  std::vector<Step> there();

 private:
  using Sizes = std::map<std::string, std::uintmax_t>;
  std::vector<Step> take(const Sizes* before);

  std::string cache_;
  std::map<std::string, Step> missing_;  ///< By the name of the file.
  Sizes sizes_;                          ///< Of files that were there at the last look, by path.
};

}  // namespace pkgmap::zypp
