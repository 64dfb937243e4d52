// Prepares the place that a command is about: the running host, a directory (--root), the system in
// a tar file (--image), or a host of which somebody made a bundle (--bundle). Prints no text. Not
// thread-safe.
#pragma once

#include <optional>
#include <string>

#include "cli/options.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// Opens the file of --image or --bundle. Sets Settings::root to a directory in memory with the
/// files of the image or bundle, and Settings::image to the object that keeps this directory. For a
/// bundle, sets also what open_bundle() (engine/bundle/bundle.hpp) sets. Makes `screen` show the
/// name of the file in place of the directory. Returns an Error if the file cannot be used, or if
/// the command needs contents that no bundle has; else nullopt.
///
/// In two cases changes neither argument and returns nullopt: without --image and --bundle; and for
/// a command that is only about the running host, which itself refuses the option, with
/// tied_to_this_host().
std::optional<Error> prepare_place(Options& options, Screen& screen);

/// Returns whether the place has a monit whose states a command shows: that of the running host, or
/// that of a host of which somebody made a bundle while it ran.
bool has_monit(const Settings& settings);

/// Returns the Error (ErrorCode::usage) for a command that cannot be combined with --root, --image
/// or --bundle; the message names the option that is given. `deed` is the clause that says why:
/// "accept acts on the running monit". `hint` says what the user can do instead; empty for no hint.
/// The caller calls the function only if Settings::live() is false (not checked).
Error tied_to_this_host(const Settings& settings, const std::string& deed, std::string hint = {});

}  // namespace pkgmap::cli
