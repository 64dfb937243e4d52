// Who can make a path lead elsewhere: whether the links on the way to a file count as somebody's
// word who may say what a check looks at.
//
// Pure.
#pragma once

#include "rules/judge/file_facts.hpp"

namespace pkgmap::rules {

/// Nobody but root can put something else in the place of anything on the way.
bool is_roots_way(const PresentFile& file);

/// The links on the way were there when the good content was noted; or each of them is a package's
/// own, or lies in a package's directory and can be changed by nobody but root. Without links:
/// true.
bool links_count(const PresentFile& file, const ContentRecord* record);

/// The file and its way are root's, and nothing on it changed since that second: a content that was
/// read then is there now. A clock that was set back since can make this wrong.
bool unchanged_since(const PresentFile& file, std::int64_t second);

/// The very file that was noted, unchanged since, as far as its stat tells: root's, so that nobody
/// else can write in it without a trace.
bool is_recorded(const PresentFile& file, const ContentRecord& record);

}  // namespace pkgmap::rules
