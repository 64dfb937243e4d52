// The sums that control files expect of packaged files, and what they should be.
//
// A sum is outdated when the file holds what the header of an installed package says it does (and
// that header counts, see PackageDatabase::requires_signature()), and the sum is another. The new
// one is computed in the same reading of the file in which its content was found right.
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
  std::string package;    ///< NEVRA
  std::string signature;  ///< How far that package is signed, as in JSON.
};

/// A sum that the file does not have, and that nobody vouches for.
struct RefusedSum {
  std::string check;
  std::string path;
  Span span;
  std::string expect;
  std::string reason;  ///< One clause: "it is not what x-1-1.noarch shipped".
};

struct ExpectedSums {
  monitrc::Parsed parsed;  ///< What the spans point into.
  std::vector<OutdatedSum> outdated;
  std::vector<RefusedSum> refused;
  std::vector<std::string> notes;  ///< For people: files that are not there.
};

/// Every `expect` of every checksum test. Reads only; also inside another root.
Result<ExpectedSums> look_at_expected_sums(const Settings& settings);

struct RewrittenFile {
  std::string path;
  std::string before;
  std::string after;
  std::size_t sums = 0;
};

/// The control files with their outdated sums replaced, all else byte for byte, in the order in
/// which they were read.
std::vector<RewrittenFile> rewritten_files(const ExpectedSums& sums);

}  // namespace pkgmap
