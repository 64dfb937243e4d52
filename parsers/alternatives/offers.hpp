// Finds the calls of update-alternatives(1) with `--install` in a script, which make files
// candidates for links.
//
// Reads the script and does not run it. A call counts even if the script may never reach the call;
// but a call whose words have a variable, a pattern or a command substitution does not count.
// Linear in the length of the text. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::alternatives {

/// What one call offers for one link. A slave link of the call (chkconfig: follower) is an offer of
/// its own, with its own `link` and `path` and the other members of its leader.
struct Offer {
  std::string link;    ///< "/usr/bin/editor"
  std::string path;    ///< Where the link leads if the offer wins: "/usr/bin/vim.basic".
  std::string leader;  ///< Name of the group: "editor".
  /// `path` of the leader's offer; the same as `path` in the offer of the leader.
  std::string leader_path;
  std::int64_t priority = 0;
};

constexpr std::size_t kMostOffers = 1000;

/// Returns the offers in the order of the text, kMostOffers at most; empty if there are none.
std::vector<Offer> offers_in(std::string_view script);

}  // namespace pkgmap::alternatives
