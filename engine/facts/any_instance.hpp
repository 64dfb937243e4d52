// Compares paths with those of a template unit, whose instance is not known: "/run/tunnel/%i.pid".
//
// Pure functions. Private to engine/facts.
#pragma once

#include <string>
#include <string_view>

namespace pkgmap {

/// Stands for the instance in a path; no path of a unit has this character.
inline constexpr char kAnyInstance = '\x01';

/// Returns the name of the unit; if it is a template, with kAnyInstance as its instance:
/// "tunnel@.service" becomes "tunnel@?.service", where ? stands for kAnyInstance.
std::string with_any_instance(const std::string& unit);

/// Returns whether `path` is `known` with the same instance at each kAnyInstance. An instance is
/// never empty and has no '/'. False if `known` would match almost every path: "/run/?.pid",
/// "/run/?". Without a kAnyInstance, returns whether the two are equal.
bool is_path_of_instance(std::string_view known, std::string_view path);

}  // namespace pkgmap
