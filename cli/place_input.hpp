// The place that a command is about: the running host, a directory (--root), the system in a tar
// file
// (--image), or a host of which somebody made a bundle (--bundle). Prints nothing. Not thread-safe.
#pragma once

#include <optional>
#include <string>

#include "cli/options.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// Opens the file of --image or --bundle, if there is one: sets Settings::root and what keeps the
/// place, and lets the screen show the name of the file in place of the directory in memory.
/// Returns an Error if the file cannot be used. Has no effect for a command that looks at the
/// running host alone.
std::optional<Error> prepare_place(Options& options, Screen& screen);

/// Returns the Error that `deed`, a clause such as "accept acts on the running monit", cannot be
/// combined with the option that names another place. The caller has asked Settings::live().
Error tied_to_this_host(const Settings& settings, const std::string& deed, std::string hint = {});

}  // namespace pkgmap::cli
