// The audits of many hosts, put together (rules/fleet). Reads the files one after another, and
// keeps no file in memory. Changes no file. What is wrong with one audit costs that one alone.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "engine/system/result.hpp"
#include "rules/fleet/fleet.hpp"

namespace pkgmap {

/// An audit that is missing in the merge.
struct MissingAudit {
  std::string file;        ///< As the caller named it; "standard input" for "-".
  std::size_t line = 0;    ///< 0 if the file cannot be read.
  std::size_t column = 0;  ///< In bytes, from 1.
  std::string why;

  /// Returns "web1.json:12:3", or the file alone.
  std::string place() const;
};

struct MergedAudits {
  rules::Fleet fleet;
  std::vector<MissingAudit> missing;  ///< The first 1,000.
  std::size_t missing_count = 0;
};

/// Merges the audits in the files; "-" is standard input. Calls `tell` for every missing audit when
/// it is met. Fails with ErrorCode::usage if one of the files is a directory.
Result<MergedAudits> merge_audits(const std::vector<std::string>& files,
                                  const std::function<void(const MissingAudit&)>& tell);

}  // namespace pkgmap
