// Digests of files inside a .rpm that its header does not have: MD5 and SHA-1, which monit wants.
//
// Unpacks the payload, so it takes as long as the package is big. The unpacking
// is done by monit-pkgmap-payload, a program of its own that can do nothing else
// (engine/payload); its answer is taken only when it is whole.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

/// By path as packaged, then by algorithm ("md5", "sha1", "sha256").
using PayloadDigests = std::map<std::string, std::map<std::string, std::string>>;

/// What monit-pkgmap-payload said.
struct PayloadAnswer {
  PayloadDigests digests;
  std::string complaint;  ///< In one line; empty when there is none.
  bool whole = false;     ///< False: the digests do not count.
};

/// Reads an answer of which nothing is believed: what is not of the form that the program has, or
/// was not asked for, is not taken.
PayloadAnswer payload_answer(std::string_view output, const std::vector<std::string>& paths);

/// `program` is monit-pkgmap-payload. Paths that the package does not have, or that
/// are no regular files, are not in the answer. At most 60 s.
Result<PayloadDigests> payload_digests(const std::string& program, const std::string& rpm,
                                       const std::vector<std::string>& paths);

}  // namespace pkgmap
