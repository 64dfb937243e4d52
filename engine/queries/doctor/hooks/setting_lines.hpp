// Looks for a line or a setting in a file of settings. Pure.
#pragma once

#include <string>
#include <string_view>

namespace pkgmap {

/// Returns whether a line of `text` starts with `begins` and contains `holds`; every line contains
/// an empty `holds`.
bool some_line(std::string_view text, std::string_view begins, std::string_view holds);

/// Returns the last value of `name` in the section [main] of an INI text, in lower case and without
/// the blanks around it; empty if no line sets it. Skips comments, and lines that begin with a
/// blank: such a line continues the value of another setting.
std::string setting(std::string_view text, std::string_view name);

/// Returns whether dnf and yum read the value as true: "1", "yes", "true", "on". The value is in
/// lower case, as setting() returns it. For every other value, also an empty one, see is_off().
bool is_on(std::string_view value);
/// Returns whether dnf and yum read the value as false: "0", "no", "false", "off". For an empty
/// value, and for a word that means neither, is_on() and is_off() both return false.
bool is_off(std::string_view value);

}  // namespace pkgmap
