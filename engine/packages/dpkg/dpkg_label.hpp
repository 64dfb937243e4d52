// Parses what a person types for a package of dpkg: "name", "name:arch", "name=version",
// "name:arch=version". Pure.
#pragma once

#include <string>

#include "rules/nevra.hpp"

namespace pkgmap::dpkg {

struct Label {
  std::string name;     ///< May be a shell pattern.
  std::string arch;     ///< Empty for every architecture.
  std::string version;  ///< Empty for every version.
};

/// Splits the text; never fails. What is neither architecture nor version is the name, which may be
/// empty.
Label label_of(const std::string& text);

/// Returns whether architecture and version of `label` fit the package. An empty architecture, the
/// architecture "any" and an empty version fit every package. Does not compare the names.
bool fits(const Label& label, const rules::Nevra& package);

}  // namespace pkgmap::dpkg
