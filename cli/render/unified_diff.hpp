// A unified diff (patch(1), git apply) between two texts. Pure.
//
// If both texts have the same number of lines, the diff compares line 1 with line 1, and so on.
// Otherwise the diff replaces everything from the first to the last difference at once.
//
// The diff shows no credential (docs/design.md, P7). An unchanged line that may contain a
// credential is left out of the context around a change. In a changed line `***` stands for the
// credential; patch(1) cannot apply such a diff.
#pragma once

#include <string>
#include <string_view>

namespace pkgmap::cli {

struct UnifiedDiff {
  std::string text;     ///< Empty if the texts are equal.
  bool masked = false;  ///< Whether `***` stands for a credential in the text.
};

/// Compares two whole texts of the file `path`, which is absolute. For the path "/etc/monitrc" the
/// diff names "a/etc/monitrc" and "b/etc/monitrc", for `patch -p1 -d /`.
UnifiedDiff unified_diff(const std::string& path, std::string_view before, std::string_view after);

}  // namespace pkgmap::cli
