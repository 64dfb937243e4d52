// Finds, in the control files, the sums that packages have made outdated. A sum is the digest that
// stands after `expect` in a checksum test.
//
// A sum is outdated if the file has another digest, and the content of the file counts as packaged
// (rules/judge/packaged.hpp). The new sum is the digest of the content that was judged: the
// functions read each file only once. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// A sum that a package has made outdated.
struct OutdatedSum {
  std::string check;      ///< Name of the check with the test.
  std::string path;       ///< The file that the check watches, as the control file writes it.
  Span span;              ///< The sum as it is written, with its quotes.
  std::string before;     ///< The sum in the control file: lower-case hex.
  std::string after;      ///< The digest of the file by the same algorithm.
  std::string package;    ///< NEVRA of the package that shipped the content.
  std::string signature;  ///< How the header of the package is signed, as in JSON.
};

/// A sum that is wrong and stays: the file has another digest, and its content does not count as
/// packaged; or the file cannot be read.
struct RefusedSum {
  std::string check;   ///< Name of the check with the test.
  std::string path;    ///< The file that the check watches, as the control file writes it.
  Span span;           ///< The sum as it is written, with its quotes.
  std::string expect;  ///< The sum in the control file: lower-case hex.
  std::string reason;  ///< Why the sum stays, as a clause: "it is not what x-1-1.noarch shipped".
};

struct ExpectedSums {
  monitrc::Parsed parsed;  ///< The spans point into this member.
  std::vector<OutdatedSum> outdated;
  std::vector<RefusedSum> refused;
  std::vector<std::string> notes;  ///< One sentence for each missing file, whose sum stays.
};

/// Compares the sum of every checksum test with the file. The result does not list a sum that is
/// right. Changes no file; also works for a root other than "/". Fails if the control file cannot
/// be read or has an error, or if the package database cannot be read.
Result<ExpectedSums> look_at_expected_sums(const Settings& settings);

/// A control file, and its text with new sums.
struct RewrittenFile {
  std::string path;
  std::string before;    ///< The whole text as it was read.
  std::string after;     ///< The whole text with the new sums.
  std::size_t sums = 0;  ///< How many sums differ.
};

/// Returns the control files that have outdated sums, in the order in which they were read, with
/// these sums replaced and every other byte as it is; empty if there is no outdated sum. Writes no
/// file.
std::vector<RewrittenFile> rewritten_files(const ExpectedSums& sums);

}  // namespace pkgmap
