// The version of monit, on which the form of requests depends. Pure.
#pragma once

#include <optional>
#include <string_view>

namespace pkgmap {

struct MonitVersion {
  int major = 0;
  int minor = 0;

  /// Returns whether monit takes `service=` in a request to `/_doaction` as an extended regular
  /// expression (monit's CHANGES, 5.28).
  bool matches_by_regex() const { return major > 5 || (major == 5 && minor >= 28); }
};

/// Parses "5.33.0". Returns nullopt if the text does not begin with two numbers and a dot between
/// them.
std::optional<MonitVersion> parse_monit_version(std::string_view text);

}  // namespace pkgmap
