// A unified diff (patch(1), git apply) between two texts. Pure.
//
// The diff is short if the texts have as many lines; else one block has all that differs.
//
// The diff shows no credential (docs/design.md, P7): a line that may contain a credential is never
// context. In a changed line `***` stands for the credential; patch(1) cannot apply such a diff.
#pragma once

#include <string>
#include <string_view>

namespace pkgmap::cli {

struct UnifiedDiff {
  std::string text;     ///< Empty if the texts are equal.
  bool masked = false;  ///< Whether `***` stands for a credential in the text.
};

/// Compares two whole texts of the file `path`, which is absolute. The diff names "a/etc/monitrc"
/// and "b/etc/monitrc", for `patch -p1 -d /`.
UnifiedDiff unified_diff(const std::string& path, std::string_view before, std::string_view after);

}  // namespace pkgmap::cli
