// Says whether a user other than root can change a file, or the directories and links on the way to
// the file, and whether the file is still the file of its content record.
//
// Pure.
#pragma once

#include "rules/judge/file_facts.hpp"

namespace pkgmap::rules {

/// Returns whether only root can replace the entries on the way: the directories, the links and the
/// file.
bool is_roots_way(const PresentFile& file);

/// Returns the first link on the way that does not count; null if all links count. The content
/// behind a link that does not count is not taken for the content of a package, even if both are
/// equal (Refused::link in packaged.hpp). A link counts in three cases:
/// - `record`, which may be null, has the same link.
/// - An installed package has the link.
/// - The directory of the link is "/" or belongs to a package, and is_roots_way() is true.
///
/// The result points into `file`.
const LinkOnWay* link_that_does_not_count(const PresentFile& file, const ContentRecord* record);

/// Returns whether the file belongs to root, no other user may write it, and is_roots_way() is
/// true. A missing file counts as root's.
bool only_root_can_change(const PresentFile& file);

/// Returns whether only_root_can_change() is true, and the file and the links on the way were last
/// changed before `second` (seconds since the epoch): then the content that was read at `second` is
/// still there. The answer is wrong if somebody has set the clock back since, or if root has
/// replaced a directory of the way by an older directory.
bool unchanged_since(const PresentFile& file, std::int64_t second);

/// Returns whether the present file is the one of ContentRecord::made, that is, whether a
/// transaction gave the file a content other than the good content of `record`, and the file is
/// unchanged since. False if the record names no such file, and if a user other than root can
/// change the file.
bool changed_in_a_transaction(const PresentFile& file, const ContentRecord& record);

/// Returns whether the record was written more than a second after the last change of its file, so
/// that a later change shows in the ctime of the file. False for a record without a known file.
bool is_settled(const ContentRecord& record);

/// Returns whether the present file is the file of the record, and its stat(2) shows no change
/// since. False if is_settled() is false, and for a file that a user other than root can change,
/// since a write through a memory mapping may leave no trace.
bool is_recorded(const PresentFile& file, const ContentRecord& record);

}  // namespace pkgmap::rules
