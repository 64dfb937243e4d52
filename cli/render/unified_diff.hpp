// A unified diff (patch(1), git apply) between two texts. Pure.
//
// If both texts have the same number of lines, the diff has a block for each run of lines that
// differ; else one block has everything between the first and the last difference.
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
