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

/// Calls `command` with `options`, which already name the first monit, while the children run; then
/// waits for the children. Returns status_of_all() (merge.hpp) of all answers. `first` is the
/// control file of the first monit; empty if only further monits were found. Calls `command` in
/// both cases.
///
/// Without --json, prints the answer for the first monit first, below a heading with `first` (no
/// heading if `first` is empty), then the answers of the children. With --json, prints one object,
/// with_other_monits() (merge.hpp).
///
/// `screen` keeps references to `first` and `children` (Screen::complete_by()): the caller prints
/// no further object on it.
int answer_together(const Options& options, const std::string& first, Children& children,
                    Screen& screen, const Command& command);

}  // namespace pkgmap::cli
