// One answer of this process and its children.
#pragma once

#include <functional>
#include <string>

#include "cli/monits/children.hpp"
#include "cli/options.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// A function of cli/commands/commands.hpp.
using Command = std::function<int(const Options& options, const Screen& screen)>;

/// Runs the command for the first monit, whose control file is `first`, while the children run.
/// Prints the answers of all, the first one first, and returns the exit status for all.
int answer_together(const Options& options, const std::string& first, Children& children,
                    Screen& screen, const Command& command);

}  // namespace pkgmap::cli
