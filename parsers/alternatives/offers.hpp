// What a script will make a candidate of update-alternatives(1): its calls with `--install`.
//
// The script is other people's text, and is read, not run: a call counts only if its words stand
// there as they are, without a variable, a pattern or a command. Whether the script reaches the
// call nobody knows. Linear in the length of the text. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::alternatives {

/// The offer of one call for one link; the slaves of the call (chkconfig: followers) have the
/// members of their leader besides their own link and path.
struct Offer {
  std::string link;         ///< "/usr/bin/editor"
  std::string path;         ///< Where the link leads if the offer wins: "/usr/bin/vim.basic".
  std::string leader;       ///< Name of the group: "editor".
  std::string leader_path;  ///< The path of the leader; `path` itself of a leader.
  std::int64_t priority = 0;
};

constexpr std::size_t kMostOffers = 1000;

/// Returns the offers in the order of the text, kMostOffers at most.
std::vector<Offer> offers_in(std::string_view script);

}  // namespace pkgmap::alternatives
