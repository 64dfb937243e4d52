// Says from the facts which content a file should have, and which content it has.
//
// The judge and the code that gathers facts for the judge use these functions. Pure. `incarnation`
// is the second (since 1970) in which monit last read its control file. A result is empty if the
// content is not known.
#pragma once

#include "rules/judge/file_facts.hpp"

namespace pkgmap::rules {

/// Returns the good content, from the first of these sources that knows one:
/// - the substitute check;
/// - the content record;
/// - the baseline that monit shows;
/// - the present content, if monit has a baseline and does not show it (ShownBaseline::hidden), and
///   unchanged_since() (way.hpp) is true for `incarnation`.
///
/// The last two sources do not count if the file has a substitute check.
Digests good_content(const FileFacts& facts, std::int64_t incarnation);

/// Returns the present content. For a file that is too large to be read: the content of the record
/// if is_recorded() (way.hpp) is true, else the baseline that monit shows if unchanged_since() is
/// true for `incarnation`.
Digests present_content(const FileFacts& facts, std::int64_t incarnation);

/// Returns whether the present content is known to be the good one, so that the caller need not ask
/// the packages. False if either is not known.
bool is_good(const FileFacts& facts, std::int64_t incarnation);

}  // namespace pkgmap::rules
