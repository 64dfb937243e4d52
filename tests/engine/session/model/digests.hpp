// Digests of the contents of a model's files; each is computed once.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::model {

/// Returns lower-case hex. `algorithm` is one of kMonitAlgorithms. Not thread-safe.
const std::string& digest_of_text(const std::string& content, const Algorithm& algorithm);

/// The algorithm by which monit 5.33 computes the sum of this checksum test: MD5 unless the test
/// names another.
Algorithm algorithm_of(const monitrc::Test& test);

}  // namespace pkgmap::model
