// Reads and writes durations as policies and options have them: "20s", "30m", "2h", "1d". Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace pkgmap::rules {

/// Reads a whole number from 0 and one of s, m, h, d, without a blank. Returns nullopt if `text`
/// has another form, or is more than 30 days.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

/// Returns the duration as a whole number of the largest unit that divides it: "90s", "30m", "2h";
/// "0s" for zero.
std::string duration_text(std::chrono::seconds duration);

}  // namespace pkgmap::rules
