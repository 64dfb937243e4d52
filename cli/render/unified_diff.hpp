// A unified diff (patch(1), git apply) between two texts that differ in single lines.
//
// Promise P7: a line that may hold a credential is no context, and is shown with `***` when it is
// itself changed; such a diff cannot be applied. Pure.
#pragma once

#include <string>
#include <string_view>

namespace pkgmap::cli {

struct UnifiedDiff {
  std::string text;  ///< Empty when the texts are the same.
  bool masked = false;
};

/// `path` is absolute: it becomes "a/etc/monitrc" and "b/etc/monitrc", for `patch -p1 -d /`.
UnifiedDiff unified_diff(const std::string& path, std::string_view before, std::string_view after);

}  // namespace pkgmap::cli
