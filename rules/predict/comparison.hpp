// The comparison in a test: `size > 100 MB`, `mtime older than 2 days`.
//
// Reads the statement as it stands in the control file. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace pkgmap::rules {

enum class Compare : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };

struct Comparison {
  Compare compare = Compare::equal;  ///< What monit takes when the statement names none.
  std::uint64_t limit = 0;           ///< Bytes, or seconds.
};

/// Does `value` make the test fail?
bool holds(std::uint64_t value, const Comparison& comparison);

/// Of `if size …`, in bytes. Nothing when no whole number is compared (`changed size`).
std::optional<Comparison> size_comparison(std::string_view statement);
/// Of `if timestamp …`, in seconds.
std::optional<Comparison> age_comparison(std::string_view statement);

/// Which time of a file `timestamp` means.
enum class FileTime : std::uint8_t { any, access, change, modification };
FileTime file_time(std::string_view statement);

/// `if not exist`, `if does not exist`: false for `if exist`.
bool asks_for_absence(std::string_view statement);

}  // namespace pkgmap::rules
