// Compares paths with the paths of a template unit, whose instance is not known:
// "/run/tunnel/%i.pid".
//
// Pure functions. Private to engine/facts.
#pragma once

#include <string>
#include <string_view>

namespace pkgmap {

/// Stands for the instance in a path; no path of a unit has this character.
inline constexpr char kAnyInstance = '\x01';

/// Returns the name of a template with kAnyInstance as its instance: "tunnel@.service" becomes
/// "tunnel@?.service", where ? stands for kAnyInstance. Returns any other name unchanged.
std::string with_any_instance(const std::string& unit);

/// Returns whether some instance turns `known` into `path`: the same text stands in place of each
/// kAnyInstance. This text must not be empty, and must not contain '/'. Returns false if the
/// directory of `known` has a kAnyInstance ("/run/?/x.pid"), or if `known` would match almost every
/// path ("/run/?.pid", "/run/?"). If `known` has no kAnyInstance, returns whether both paths are
/// equal.
bool is_path_of_instance(std::string_view known, std::string_view path);

}  // namespace pkgmap
