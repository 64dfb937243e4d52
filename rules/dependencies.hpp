// The `depends on` graph of a control file, the way monit's commands walk it.
//
// `unmonitor` goes down to everything that depends on a check, `monitor` goes
// up to everything that it depends on (monit(1), SERVICE DEPENDENCIES). A name
// that is not defined is left out. Loops do no harm. Values; cheap to ask.
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

  /// The number of a check by name, ignoring ASCII case; `size()` when there is none.
  std::size_t find(const std::string& name) const;
  std::size_t size() const { return parents_.size(); }

  const CheckSet& parents(std::size_t check) const { return parents_[check]; }
  const CheckSet& children(std::size_t check) const { return children_[check]; }

  /// The checks themselves and everything that depends on them.
  CheckSet down_closure(const CheckSet& checks) const { return closure(checks, children_); }
  /// The checks themselves and everything that they depend on.
  CheckSet up_closure(const CheckSet& checks) const { return closure(checks, parents_); }

  /// Those of `checks` that depend on no other of them: what `unmonitor` has to name.
  CheckSet roots(const CheckSet& checks) const { return outermost(checks, parents_); }
  /// Those of `checks` on which no other of them depends: what `monitor` has to name.
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
