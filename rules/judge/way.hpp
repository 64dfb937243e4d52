// Whether somebody other than root can change a file, or the directories and links on the way to
// the file.
//
// Pure.
#pragma once

#include "rules/judge/file_facts.hpp"

namespace pkgmap::rules {

/// Whether only root can replace an entry of the directories on the way.
bool is_roots_way(const PresentFile& file);

/// Whether the links on the way count: they are those of the record; or each of them belongs to a
/// package, or lies in a package's directory while only root can change the way. True without
/// links.
bool links_count(const PresentFile& file, const ContentRecord* record);

/// Whether the file and the way belong to root, and the file was last changed before `second`
/// (seconds since the epoch): a content that was read then is there now. Wrong if the clock was set
/// back since.
bool unchanged_since(const PresentFile& file, std::int64_t second);

/// Whether the present file is the file of the record, and its stat shows no change since. False
/// for files of other users, who can write without a trace.
bool is_recorded(const PresentFile& file, const ContentRecord& record);

}  // namespace pkgmap::rules
