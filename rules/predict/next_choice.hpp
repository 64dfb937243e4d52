// Says to which candidate the links of a group lead once their present candidate is removed from
// the group (update-alternatives(1), `--remove`): to the remaining candidate of the highest
// priority, even if a person had chosen the present candidate. If the present candidate has a
// family (chkconfig), the candidates of this family come before all other candidates. Pure; never
// fails.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parsers/alternatives/link_group.hpp"

namespace pkgmap::rules {

/// The program that manages a group. The two decide differently between equal priorities.
enum class AlternativesTool : bool {
  dpkg,       ///< Between equal priorities, takes the first candidate of the file.
  chkconfig,  ///< Between equal priorities, the order of all earlier removals decides, which nobody
              ///< knows.
};

struct NextChoice {
  /// Index in LinkGroup::candidates; nullopt if no candidate is left, so that the links go away.
  std::optional<std::size_t> candidate;
  bool certain = true;  ///< False if nobody knows which of several candidates the links lead to;
                        ///< `candidate` is then one of these candidates.
};

/// Returns the next candidate. `present` is the index of the candidate that is removed. `there` has
/// one element for each candidate: whether the candidate is left afterwards. The element of
/// `present` does not count. Neither the index nor the size is checked.
NextChoice next_choice(const alternatives::LinkGroup& group, std::size_t present,
                       const std::vector<bool>& there, AlternativesTool tool);

}  // namespace pkgmap::rules
