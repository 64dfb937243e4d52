// Merges the audits of many hosts (rules/fleet): JSON that `audit --json` printed, one or more
// audits in a file. Reads the files one after another, and keeps no file in memory. Changes no
// file. The merge leaves out an audit with a mistake, names it (MissingAudit), and goes on. For one
// thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "engine/system/result.hpp"
#include "rules/fleet/fleet.hpp"

namespace pkgmap {

/// An audit that the merge left out.
struct MissingAudit {
  std::string file;        ///< As the caller named it; "standard input" for "-".
  std::size_t line = 0;    ///< Of the mistake, from 1; 0 if the file cannot be read or is empty.
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
/// soon as the function finds it, also beyond the first 1,000. Fails with ErrorCode::usage if one
/// of the files is a directory, before it reads any file. A file that cannot be read is a missing
/// audit.
Result<MergedAudits> merge_audits(const std::vector<std::string>& files,
                                  const std::function<void(const MissingAudit&)>& tell);

}  // namespace pkgmap
