// What `update-expect` prints, as text and as JSON (monit-pkgmap-formats(5)). Pure.
//
// A sum is the digest that stands after `expect` in a checksum test.
#pragma once

#include <string>
#include <vector>

#include "engine/queries/expected_sums.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// A unified diff of control files.
struct SumsDiff {
  std::string text;
  /// True if a changed line may contain a credential. The text shows `***` in place of the
  /// credential, so patch(1) cannot apply the diff.
  bool masked = false;
};

/// Returns the unified diffs of all files, one after the other; an empty text if `files` is empty.
SumsDiff sums_diff(const std::vector<RewrittenFile>& files);

/// Returns a line for each sum that is wrong but that the command does not replace:
/// "/etc/monitrc:7: the sum of /usr/sbin/x stays: no package owns it". The lines have no newline,
/// and are not printable() yet.
std::vector<std::string> refused_sums(const ExpectedSums& sums);

/// Returns a line with a newline for each file that the command has written: "2 new sums in
/// /etc/monitrc; the old file is /etc/monitrc~". An empty text if `files` is empty.
std::string written_text(const std::vector<RewrittenFile>& files);

/// Returns the object that `update-expect --json` prints: the sums that the command replaces, and
/// the wrong sums that it does not replace. `written` are the files that the command has written;
/// empty if the command only shows the diff.
Json sums_json(const ExpectedSums& sums, const std::vector<RewrittenFile>& written);

}  // namespace pkgmap::cli
