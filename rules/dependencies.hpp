// The `depends on` graph of a control file, as monit's commands walk it: `unmonitor` goes down to
// every dependent of a check, `monitor` goes up to every prerequisite (monit(1), SERVICE
// DEPENDENCIES).
//
// Leaves out prerequisites that are not defined; accepts cycles. A value that keeps no reference to
// the checks; several threads may read it. Never fails. A check is its number in the list that the
// constructor got, and must be less than size().
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::rules {

/// Numbers of checks, ascending, each once.
using CheckSet = std::vector<std::size_t>;

class Dependencies {
 public:
  /// Names are compared without ASCII case; of two checks with one name the first counts.
  explicit Dependencies(const std::vector<monitrc::Check>& checks);
  explicit Dependencies(const std::vector<const monitrc::Check*>& checks);

  /// Returns the number of the check with this name, ignoring ASCII case; size() if there is no
  /// such check.
  std::size_t find(const std::string& name) const;
  /// Returns how many checks there are.
  std::size_t size() const { return parents_.size(); }

  /// Returns the direct prerequisites of a check, in the order of its `depends on`.
  const CheckSet& parents(std::size_t check) const { return parents_[check]; }
  /// Returns the direct dependents of a check, ascending.
  const CheckSet& children(std::size_t check) const { return children_[check]; }

  /// Returns the checks themselves and all their dependents.
  CheckSet down_closure(const CheckSet& checks) const { return closure(checks, children_); }
  /// Returns the checks themselves and all their prerequisites.
  CheckSet up_closure(const CheckSet& checks) const { return closure(checks, parents_); }

  /// Returns the members of `checks` without a prerequisite in `checks`: what `unmonitor` has to
  /// name. Of a cycle returns every member.
  CheckSet roots(const CheckSet& checks) const { return outermost(checks, parents_); }
  /// Returns the members of `checks` without a dependent in `checks`: what `monitor` has to name.
  /// Of a cycle returns every member.
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
