// What `update-expect` prints.
#pragma once

#include <string>
#include <vector>

#include "engine/queries/expected_sums.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

struct SumsDiff {
  std::string text;
  bool masked = false;  ///< A changed line may hold a credential: the diff cannot be applied.
};

/// Every file's unified diff, one behind the other.
SumsDiff sums_diff(const std::vector<RewrittenFile>& files);

/// "/etc/monitrc:7: the sum of /usr/sbin/x stays: no package owns it", one for each.
std::vector<std::string> refused_sums(const ExpectedSums& sums);

/// "2 sums in /etc/monitrc are new; what it was is in /etc/monitrc~"
std::string written_text(const std::vector<RewrittenFile>& files);

Json sums_json(const ExpectedSums& sums, const std::vector<RewrittenFile>& written);

}  // namespace pkgmap::cli
