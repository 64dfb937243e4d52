// Reads a file of settings of apt, apt.conf(5). Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

struct AptSetting {
  /// With its scopes, as written: "DPkg::Post-Invoke". For apt, upper and lower case are the same.
  std::string name;
  std::string value;  ///< Without its quotes.
};

/// Returns the settings in the order of the text. A list gives one setting for each of its members,
/// each with the name of the list. A value may be empty. Accepts every text, and leaves out what is
/// no setting: comments, and the directives "#clear" and "#include".
std::vector<AptSetting> apt_settings(std::string_view text);

}  // namespace pkgmap
