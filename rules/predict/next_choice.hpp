// To which candidate the links of a group lead once their present candidate is removed from the
// group (update-alternatives(1), `--remove`): that of the highest priority, also if somebody had
// chosen the present one. Pure; never fails.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parsers/alternatives/link_group.hpp"

namespace pkgmap::rules {

/// Who wrote the file of a group: they decide differently between equal priorities.
enum class AlternativesTool : bool {
  dpkg,       ///< The first one of the file.
  chkconfig,  ///< Depends on the order of all removals so far. Prefers the present family.
};

struct NextChoice {
  /// The number of the candidate; nullopt if none is left, and so the links go away.
  std::optional<std::size_t> candidate;
  bool certain = true;  ///< False if nobody knows which of several candidates it is.
};

/// `present`: the number of the candidate that goes. `there`: for each candidate whether it is left
/// afterwards.
NextChoice next_choice(const alternatives::LinkGroup& group, std::size_t present,
                       const std::vector<bool>& there, AlternativesTool tool);

}  // namespace pkgmap::rules
