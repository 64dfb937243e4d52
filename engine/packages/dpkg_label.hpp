// Parses what a person types for a package of dpkg: "name", "name:arch", "name=version",
// "name:arch=version"; label.hpp does so for a package of rpm. Pure.
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

/// Returns whether `label` means the package: the names are equal, and architecture and version
/// fit. An empty architecture, the architecture "any" and an empty version fit every package.
bool means(const Label& label, const rules::Nevra& package);
/// As means(), but takes the name of the label as a shell pattern, as fnmatch(3) does. For a label
/// whose name is a pattern (is_glob() in label.hpp) and that means no package by means().
bool means_as_pattern(const Label& label, const rules::Nevra& package);

}  // namespace pkgmap::dpkg
