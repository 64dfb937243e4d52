// What should stand at a path, and what stands there, as far as that is known without reading.
//
// Pure. For the judge, and for whoever gathers what it needs.
#pragma once

#include "rules/judge/file_facts.hpp"

namespace pkgmap::rules {

/// What was good when somebody last could say so: what a carried alarm waits for, what our own
/// record has, what monit holds; of a file that has not changed since monit read it
/// (`incarnation`), what is there. Empty: nobody knows.
Digests good_content(const FileFacts& facts, std::int64_t incarnation);

/// What stands there. Of a file that was too large to be read, what is known of one that nobody but
/// root can have changed since. Empty: nobody knows.
Digests present_content(const FileFacts& facts, std::int64_t incarnation);

/// What stands there is the good content: no package needs to be asked.
bool is_good(const FileFacts& facts, std::int64_t incarnation);

}  // namespace pkgmap::rules
