// What `update-expect` prints, as text and as JSON (docs/formats.md). Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/queries/expected_sums.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

struct SumsDiff {
  std::string text;
  /// True if a changed line may contain a credential; the diff cannot be applied then.
  bool masked = false;
};

/// The unified diffs of all files, one after the other.
SumsDiff sums_diff(const std::vector<RewrittenFile>& files);

/// One text for each sum that stays: "/etc/monitrc:7: the sum of /usr/sbin/x stays: no package owns
/// it".
std::vector<std::string> refused_sums(const ExpectedSums& sums);

/// Returns a line for each file: "2 sums in /etc/monitrc are new; the old file is in
/// /etc/monitrc~".
std::string written_text(const std::vector<RewrittenFile>& files);

Json sums_json(const ExpectedSums& sums, const std::vector<RewrittenFile>& written);

}  // namespace pkgmap::cli
