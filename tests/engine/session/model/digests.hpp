// Digests of the contents of a model's files; each is computed once.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::model {

/// Returns lower-case hex. `algorithm`: "md5", "sha1" or "sha256". Not thread-safe.
const std::string& digest_of_text(const std::string& content, const std::string& algorithm);

/// The algorithm by which monit 5.33 computes the sum of this checksum test: MD5 unless the test
/// names another.
const char* algorithm_of(const monitrc::Test& test);

/// The same algorithm, as monit writes it: "MD5", "SHA1" or "SHA256".
const char* type_of(const monitrc::Test& test);

}  // namespace pkgmap::model
