// Paths of a template unit, in which its instance is not known: "/run/tunnel/%i.pid".
//
// Pure functions. Private to engine/facts.
#pragma once

#include <string>
#include <string_view>

namespace pkgmap {

/// Stands for the instance in a path; no path of a unit has this character.
inline constexpr char kAnyInstance = '\x01';

/// Returns the template's name with kAnyInstance as its instance: "tunnel@.service" becomes
/// "tunnel@?.service". Any other name comes back as it is.
std::string with_any_instance(const std::string& unit);

/// Returns whether the path is `known`, with one instance, that is no empty text and has no '/', at
/// each kAnyInstance. False if almost every path would be: "/run/?.pid", "/run/?".
bool is_path_of_instance(std::string_view known, std::string_view path);

}  // namespace pkgmap
