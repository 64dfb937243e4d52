// Reads a file of settings of apt, apt.conf(5). Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

struct AptSetting {
  std::string name;  ///< With its scopes, as written: "DPkg::Post-Invoke". Names have no case.
  std::string value;
};

/// Returns the settings in the order of the text. Each member of a list has the name of the list; a
/// value may be empty. Accepts every text, and leaves out what is no setting.
std::vector<AptSetting> apt_settings(std::string_view text);

}  // namespace pkgmap
