// A unified diff (patch(1), git apply) between two texts that differ in single lines. Pure.
//
// Shows no credential (docs/design.md, P7): a line that may contain one is never used as context.
// If such a line is changed itself, its credential is shown as `***`, and the diff cannot be
// applied.
#pragma once

#include <string>
#include <string_view>

namespace pkgmap::cli {

struct UnifiedDiff {
  std::string text;  ///< Empty if the texts are equal.
  bool masked = false;
};

/// `path` is absolute. The diff names "a/etc/monitrc" and "b/etc/monitrc", for `patch -p1 -d /`.
UnifiedDiff unified_diff(const std::string& path, std::string_view before, std::string_view after);

}  // namespace pkgmap::cli
