// Whether somebody other than root can change a file, or the directories and links on the way to
// the file.
//
// Pure.
#pragma once

#include "rules/judge/file_facts.hpp"

namespace pkgmap::rules {

/// Whether only root can replace an entry of the directories on the way.
bool is_roots_way(const PresentFile& file);

/// Returns the first link on the way that does not count, or null if each of them counts. A link
/// counts if the record has it, or if it belongs to a package, or if it lies in a package's
/// directory while only root can change the way. `record` may be null. Valid as long as `file` is.
const LinkOnWay* link_that_does_not_count(const PresentFile& file, const ContentRecord* record);

/// Whether the file and the way belong to root, and no other user may write them.
bool only_root_can_change(const PresentFile& file);

/// Whether the file and the way belong to root, and the file and the links of the way were last
/// changed before `second` (seconds since the epoch): a content that was read then is there now.
/// Wrong if the clock was set back since, or if root gave a directory of the way to another one
/// that was there before.
bool unchanged_since(const PresentFile& file, std::int64_t second);

/// Whether a transaction gave the present file a content that is not the good one, and nobody has
/// changed the file since. False if other users can change the file.
bool changed_in_a_transaction(const PresentFile& file, const ContentRecord& record);

/// Whether the record was written so long after the last change of its file that a later change
/// shows in the file's stat. False for a record that knows no file.
bool is_settled(const ContentRecord& record);

/// Whether the present file is the file of the record, and its stat shows no change since. False
/// for files of other users, who can write without a trace.
bool is_recorded(const PresentFile& file, const ContentRecord& record);

}  // namespace pkgmap::rules
