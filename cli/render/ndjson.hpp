// An answer as lines of JSON, for a program that reads one line after another
// (monit-pkgmap-formats(5)).
//
// The lines are made of the object that --json prints. The first line names the format. Then, for
// each member that is an array, each element has a line. The last line has the members that are no
// arrays, and the number of elements of each array; a reader that gets no last line has only a part
// of the answer. Pure.
#pragma once

#include <functional>
#include <string>

#include "parsers/json/json.hpp"
#include "parsers/json/long_list.hpp"

namespace pkgmap::cli {

/// Calls `use` for each line, in order; a line ends with a newline. `command` is the name of the
/// command, for the first line. If `list` is not null, the elements of `list` take the place of the
/// member of `answer` with the name list->key; the function asks for them one by one, after the
/// elements of all members of `answer`.
void ndjson_lines(const std::string& command, const Json& answer, const LongList* list,
                  const std::function<void(std::string line)>& use);

}  // namespace pkgmap::cli
