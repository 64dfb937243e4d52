// Spans of time as people write them in policies and options: "20s", "30m", "2h", "1d".
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace pkgmap::rules {

/// A whole number and one of s, m, h, d; 30 days at most. Nothing when it is none.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

/// The same back, in the largest unit that loses nothing: "90s", "30m", "2h".
std::string duration_text(std::chrono::seconds duration);

}  // namespace pkgmap::rules
