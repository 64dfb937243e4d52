// `if …`, and what else a check says of its tests.
//
// Each begins at the first token of what it reads; false: complained.
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/model/version.hpp"
#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

bool read_test(Parser& parser, Check& check);      ///< test.cpp: `if …`
bool read_ignore(Parser& parser, Check& check);    ///< test.cpp: `ignore content …`
bool read_action(Parser& parser, Action& action);  ///< action.cpp: what `then` is to do

/// What monit computes when a checksum test names no algorithm.
Algorithm default_algorithm(const std::optional<Version>& version);

}  // namespace pkgmap::monitrc
