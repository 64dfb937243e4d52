// Merges the audits of many hosts (rules/fleet). Reads the files one after another, and keeps no
// file in memory. Changes no file. An audit with a mistake is left out and named; the merge goes
// on. For one thread.
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
  std::size_t line = 0;    ///< From 1; 0 if the file cannot be read or is empty.
  std::size_t column = 0;  ///< In bytes, from 1; 0 if `line` is 0.
  std::string why;         ///< A clause for people.

  /// Returns "web1.json:12:3", or the file alone.
  std::string place() const;
};

struct MergedAudits {
  rules::Fleet fleet;
  std::vector<MissingAudit> missing;  ///< The first 1,000 of them.
  std::size_t missing_count = 0;      ///< How many are missing in all.
};

/// Merges the audits in the files; "-" is standard input. Calls `tell` for each missing audit as
/// soon as it is found. Fails with ErrorCode::usage, before it reads a file, if one of the files is
/// a directory.
Result<MergedAudits> merge_audits(const std::vector<std::string>& files,
                                  const std::function<void(const MissingAudit&)>& tell);

}  // namespace pkgmap
