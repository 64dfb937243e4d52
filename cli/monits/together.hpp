// Makes one answer out of that of this process, which is about the first monit, and those of its
// children, which are about the further monits (children.hpp).
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
/// children run; then waits for the children. Prints all answers on `screen`, that for the first
/// monit first (with --json as one object, see with_other_monits()). Returns status_of_all().
/// `first` is empty if only further monits were found.
int answer_together(const Options& options, const std::string& first, Children& children,
                    Screen& screen, const Command& command);

}  // namespace pkgmap::cli
