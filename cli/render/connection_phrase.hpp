// A test of a connection in words, for phrase_of_test.hpp. Pure.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Returns the condition of a test whose `connection` is set:
/// "failed host a.b port 80 protocol http request /x timeout 5 s".
std::string connection_phrase(const monitrc::Test& test);

}  // namespace pkgmap::cli
