// The graph of the `depends on` statements of a control file. monit's command `unmonitor` also
// unmonitors every dependent of a check, `monitor` also monitors every prerequisite (monit(1),
// SERVICE DEPENDENCIES).
//
// Leaves out a prerequisite that is not defined, and the dependency of a check on itself; accepts
// cycles. A Dependencies keeps no reference to the checks; several threads may read it. Never
// fails. A check is given by its index in the list that the constructor got; the caller passes only
// indices less than size() (not checked).
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::rules {

/// Indices of checks, ascending, each once.
using CheckSet = std::vector<std::size_t>;

class Dependencies {
 public:
  /// Ignores the ASCII case of names. If two checks have one name, a `depends on` of this name
  /// means the first.
  explicit Dependencies(const std::vector<monitrc::Check>& checks);
  /// Does the same for pointers, which must not be null.
  explicit Dependencies(const std::vector<const monitrc::Check*>& checks);

  /// Returns the index of the check with this name, ignoring ASCII case; size() if there is no such
  /// check.
  std::size_t find(const std::string& name) const;
  /// Returns how many checks there are.
  std::size_t size() const { return parents_.size(); }

  /// Returns the direct prerequisites of a check, in the order of its `depends on`, not ascending;
  /// a prerequisite that is named twice comes twice.
  const CheckSet& parents(std::size_t check) const { return parents_[check]; }
  /// Returns the direct dependents of a check, ascending; a dependent that names the check twice
  /// comes twice.
  const CheckSet& children(std::size_t check) const { return children_[check]; }

  /// Returns `checks` and all their dependents, direct or not.
  CheckSet down_closure(const CheckSet& checks) const { return closure(checks, children_); }
  /// Returns `checks` and all their prerequisites, direct or not.
  CheckSet up_closure(const CheckSet& checks) const { return closure(checks, parents_); }

  /// Returns the members of `checks` that have no prerequisite, direct or not, in `checks`: a
  /// caller that wants all of `checks` unmonitored asks monit for these alone. In a cycle of
  /// dependencies, the members of the cycle do not count as prerequisites of each other.
  CheckSet roots(const CheckSet& checks) const { return outermost(checks, parents_); }
  /// Returns the members of `checks` that have no dependent, direct or not, in `checks`: a caller
  /// that wants all of `checks` monitored asks monit for these alone. For a cycle, the same holds
  /// as for roots().
  CheckSet leaves(const CheckSet& checks) const { return outermost(checks, children_); }

 private:
  using Edges = std::vector<CheckSet>;
  CheckSet closure(const CheckSet& checks, const Edges& edges) const;
  CheckSet outermost(const CheckSet& checks, const Edges& edges) const;

  std::unordered_map<std::string, std::size_t> numbers_;
  Edges parents_;
  Edges children_;
};

}  // namespace pkgmap::rules
