// The sums after `expect` in the control files, and which of them packages have made outdated.
//
// A sum is outdated if the file has another sum, and its content counts as packaged
// (rules/judge/packaged.hpp). The new sum comes from the same reading of the file that showed this.
#pragma once

#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

struct OutdatedSum {
  std::string check;
  std::string path;
  Span span;  ///< The sum as it is written, with its quotes.
  std::string before;
  std::string after;
  std::string package;    ///< NEVRA of the package that shipped the content.
  std::string signature;  ///< How far its header is signed, as in JSON.
};

/// A sum that the file does not have, while the file's content does not count as packaged.
struct RefusedSum {
  std::string check;
  std::string path;
  Span span;
  std::string expect;
  std::string reason;  ///< Why not, in one clause: "it is not what x-1-1.noarch shipped".
};

struct ExpectedSums {
  monitrc::Parsed parsed;  ///< The spans point into this member.
  std::vector<OutdatedSum> outdated;
  std::vector<RefusedSum> refused;
  std::vector<std::string> notes;  ///< Messages about missing files.
};

/// Compares the `expect` of every checksum test. Changes no file; works for another root. Fails if
/// the control file or the package database cannot be read.
Result<ExpectedSums> look_at_expected_sums(const Settings& settings);

struct RewrittenFile {
  std::string path;
  std::string before;    ///< The whole text.
  std::string after;     ///< The whole text.
  std::size_t sums = 0;  ///< How many sums differ.
};

/// Returns the control files that have outdated sums, in the order in which they were read. Only
/// these sums are replaced. Writes no file.
std::vector<RewrittenFile> rewritten_files(const ExpectedSums& sums);

}  // namespace pkgmap
