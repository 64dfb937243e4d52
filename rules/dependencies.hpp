// The graph of the `depends on` statements of a control file. monit's command `unmonitor` also
// unmonitors every dependent of a check, `monitor` also monitors every prerequisite (monit(1),
// SERVICE DEPENDENCIES).
//
// Leaves out prerequisites that are not defined; accepts cycles. A value that keeps no reference to
// the checks; several threads may read it. Never fails. A check is given by its index in the list
// that the constructor got; the caller passes only indices less than size().
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

  /// Returns the direct prerequisites of a check, not sorted, but in the order of its `depends on`.
  const CheckSet& parents(std::size_t check) const { return parents_[check]; }
  /// Returns the direct dependents of a check, ascending.
  const CheckSet& children(std::size_t check) const { return children_[check]; }

  /// Returns `checks` and all their dependents, direct or not.
  CheckSet down_closure(const CheckSet& checks) const { return closure(checks, children_); }
  /// Returns `checks` and all their prerequisites, direct or not.
  CheckSet up_closure(const CheckSet& checks) const { return closure(checks, parents_); }

  /// Returns the members of `checks` that have no prerequisite in `checks`: a caller that wants all
  /// of `checks` unmonitored asks monit for these alone. If the members form a cycle, returns each
  /// of them.
  CheckSet roots(const CheckSet& checks) const { return outermost(checks, parents_); }
  /// Returns the members of `checks` that have no dependent in `checks`: a caller that wants all of
  /// `checks` monitored asks monit for these alone. If the members form a cycle, returns each of
  /// them.
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
