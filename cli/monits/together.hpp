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

/// Calls `command` with `options` for the first monit, whose control file is `first`, while the
/// children run; then waits for the children. Prints all answers on `screen`, the answer for the
/// first monit first (with --json as one object, see with_other_monits()). Returns status_of_all().
/// If only further monits were found, `first` is empty, and `command` is called all the same.
int answer_together(const Options& options, const std::string& first, Children& children,
                    Screen& screen, const Command& command);

}  // namespace pkgmap::cli
