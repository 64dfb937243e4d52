// Which content a file should have, and which content it has, from the gathered facts.
//
// For the judge, and for the code that gathers its facts. Pure.
#pragma once

#include "rules/judge/file_facts.hpp"

namespace pkgmap::rules {

/// Returns the good content, from the first source that has one: the substitute check, the content
/// record, the baseline that monit shows, the present content of a file that has not changed since
/// monit read its control file (`incarnation`). Empty if the good content is not known.
Digests good_content(const FileFacts& facts, std::int64_t incarnation);

/// Returns the present content. If the file was too large to be read, this is what the record or
/// monit has, but only if nobody but root can have changed the file since. Empty if not known.
Digests present_content(const FileFacts& facts, std::int64_t incarnation);

/// Whether the present content is the good one. If so, no package needs to be asked.
bool is_good(const FileFacts& facts, std::int64_t incarnation);

}  // namespace pkgmap::rules
