// The `depends on` graph of a control file, as monit's commands walk it: `unmonitor` goes down to
// every dependent of a check, `monitor` goes up to every prerequisite (monit(1), SERVICE
// DEPENDENCIES).
//
// Leaves out prerequisites that are not defined; accepts cycles. A value that refers to nothing
// outside; safe to read from several threads. Never fails.
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
  explicit Dependencies(const std::vector<monitrc::Check>& checks);
  explicit Dependencies(const std::vector<const monitrc::Check*>& checks);

  /// Returns the number of a check by name, ignoring ASCII case; `size()` if there is no such
  /// check.
  std::size_t find(const std::string& name) const;
  std::size_t size() const { return parents_.size(); }

  /// The direct prerequisites of a check.
  const CheckSet& parents(std::size_t check) const { return parents_[check]; }
  /// The direct dependents of a check.
  const CheckSet& children(std::size_t check) const { return children_[check]; }

  /// The checks themselves and all their dependents.
  CheckSet down_closure(const CheckSet& checks) const { return closure(checks, children_); }
  /// The checks themselves and all their prerequisites.
  CheckSet up_closure(const CheckSet& checks) const { return closure(checks, parents_); }

  /// The members of `checks` without a prerequisite in `checks`: what `unmonitor` has to name.
  CheckSet roots(const CheckSet& checks) const { return outermost(checks, parents_); }
  /// The members of `checks` without a dependent in `checks`: what `monitor` has to name.
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
