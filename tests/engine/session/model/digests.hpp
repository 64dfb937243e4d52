// Digests of the contents that a model's files hold, each computed once.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::model {

/// Lower-case hex. `algorithm`: "md5", "sha1", "sha256". Not thread-safe.
const std::string& digest_of_text(const std::string& content, const std::string& algorithm);

/// By which monit 5.33 computes the sum of this checksum test: MD5 unless the test says otherwise.
const char* algorithm_of(const monitrc::Test& test);

/// The same as monit writes it: "MD5", "SHA1", "SHA256".
const char* type_of(const monitrc::Test& test);

}  // namespace pkgmap::model
