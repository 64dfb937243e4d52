// Splits the command line of dpkg (dpkg(1)) into options and operands, and says whether a dpkg with
// these options changes this system. Pure; values own their texts.
#pragma once

#include <string>
#include <vector>

namespace pkgmap::apt {

/// An option of dpkg. The word "-iE" is two options.
struct DpkgOption {
  std::string name;   ///< As typed, without the value: "--root", "-i".
  std::string value;  ///< The next word, or what follows '='; empty if the option has no value.

  bool operator==(const DpkgOption&) const = default;
};

/// A command line of dpkg.
struct DpkgWords {
  std::vector<DpkgOption> options;    ///< In their order.
  std::vector<std::string> operands;  ///< The words after the options, as typed.
};

/// The variables of dpkg's environment that say where dpkg works; empty if they are not set.
struct DpkgVariables {
  std::string root;      ///< DPKG_ROOT.
  std::string database;  ///< DPKG_ADMINDIR.
};

/// Splits the arguments of dpkg, without the name of the program.
DpkgWords split_words(const std::vector<std::string>& words);

/// Returns whether dpkg changes another system ("--root", "--instdir", "--admindir" and the
/// variables), or only shows what it would do ("--dry-run"). Of several options that contradict
/// each other the last one counts, as in dpkg. A relative path counts as another system.
bool leads_elsewhere(const std::vector<DpkgOption>& options, const DpkgVariables& variables);

}  // namespace pkgmap::apt
