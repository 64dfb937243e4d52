// An answer as lines of JSON, for a reader that takes one after another (monit-pkgmap-formats(5)).
//
// Made of the answer of --json: the first line names the format, each element of a list of the
// answer has a line, and the last line has the rest of the answer and how many lines there are of
// each list. Whoever gets no last line has a part of the answer. Pure.
#pragma once

#include <functional>
#include <string>

#include "parsers/json/json.hpp"
#include "parsers/json/long_list.hpp"

namespace pkgmap::cli {

/// Passes the lines to `use`, each with a newline, in their order. `list`, if not null, is the
/// value of a member of the answer; its elements come after those of all other lists.
void ndjson_lines(const std::string& command, const Json& answer, const LongList* list,
                  const std::function<void(std::string line)>& use);

}  // namespace pkgmap::cli
