// Makes one answer of the answer of this process, which is about the first monit, and the answers
// of its children, which are about the further monits (children.hpp).
#pragma once

#include <functional>
#include <string>

#include "cli/monits/children.hpp"
#include "cli/options.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// A function of cli/commands/commands.hpp.
using Command = std::function<int(const Options& options, const Screen& screen)>;

/// Calls `command` with `options`, which already mean the first monit, while the children run; then
/// waits for the children. Prints all answers on `screen`, the answer for the first monit first
/// (with --json as one object, with_other_monits() in merge.hpp), below a heading with its control
/// file `first`. If only further monits were found, `first` is empty: `command` is called all the
/// same, and its answer has no heading. Returns status_of_all() (merge.hpp) of all answers.
int answer_together(const Options& options, const std::string& first, Children& children,
                    Screen& screen, const Command& command);

}  // namespace pkgmap::cli
