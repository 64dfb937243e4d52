// Reads the administrative file of a group of links of update-alternatives(1). dpkg's
// update-alternatives and chkconfig's alternatives(8) write nearly the same format, and both are
// accepted.
//
// The text may be damaged: the reader is linear in the length of the text, and refuses a text that
// is cut off or has another form. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::alternatives {

/// A link of the group.
struct Link {
  std::string name;  ///< "editor": /etc/alternatives/editor leads to the choice.
  std::string path;  ///< Absolute: "/usr/bin/editor", which leads to /etc/alternatives/editor.
};

/// A file to which the links of the group may lead.
struct Candidate {
  std::int64_t priority = 0;
  std::string family;  ///< chkconfig's `--family`; empty without one.
  /// Where each link of the group leads, in the order of LinkGroup::links. An empty text: the
  /// candidate has no file for the link, so the link is removed if this candidate is chosen. The
  /// first path is never empty.
  std::vector<std::string> paths;
};

struct LinkGroup {
  /// True if the highest priority chooses; false if a person chose a candidate (only the link in
  /// /etc/alternatives shows which).
  bool automatic = false;
  std::vector<Link> links;            ///< The leader first, then the slaves (chkconfig: followers).
  std::vector<Candidate> candidates;  ///< In the order of the file: dpkg sorts them by their paths.
};

/// Reads `text`, the content of the administrative file of the group whose leader is `name`.
/// Returns nullopt if the text is damaged, or has no candidates.
std::optional<LinkGroup> read_link_group(std::string_view name, std::string_view text);

}  // namespace pkgmap::alternatives
