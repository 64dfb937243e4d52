// Opens the place that a command is about if it is neither the running host nor a directory: the
// system in a tar file (--image).
//
// May print on the screen. Not thread-safe.
#pragma once

#include <optional>

#include "cli/options.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// Sets Settings::root and what keeps the place. Returns an Error if the file cannot be used.
std::optional<Error> prepare_place(Options& options, Screen& screen);

}  // namespace pkgmap::cli
