// Many hosts by what their audits say: which findings they share, and which versions differ.
//
// Needs memory for one row of each host, and tables of bounded size. Pure; values, never fails. For
// one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "parsers/audit/audited_host.hpp"
#include "rules/audit/findings.hpp"
#include "rules/fleet/tally.hpp"

namespace pkgmap::rules {

/// The kinds of findings, and one more: those that only a newer version of monit-pkgmap knows.
inline constexpr std::size_t kFindingKinds = static_cast<std::size_t>(FindingKind::other_monit) + 1;

struct FleetHost {
  std::string name;
  std::string source;  ///< The file of its audit.
  std::uint32_t checks = 0;
  std::uint32_t off = 0;
  std::uint32_t failing = 0;
  std::uint32_t suspended = 0;  ///< By a session that goes on or waits for its guard.
  std::uint32_t leftover = 0;
  std::uint32_t silent_monits = 0;    ///< Those that did not answer.
  std::vector<std::string> monits{};  ///< Versions of the monits that answered.
  std::array<std::uint32_t, kFindingKinds + 1> by_kind{};  ///< How many findings.

  std::uint32_t count(FindingKind kind) const { return by_kind[static_cast<std::size_t>(kind)]; }
  /// All findings but `unowned`, as the headline of an audit counts them.
  std::uint32_t findings() const;
};

/// Hosts that have something in common.
struct FleetShare {
  std::uint32_t hosts = 0;
  std::vector<std::string> first;  ///< The names of the first three.
};

/// A finding that hosts share.
struct FleetGroup {
  std::string id;
  std::string package;  ///< Of the check; empty if it belongs to none.
  std::string check;    ///< Empty if the finding is about no single check.
  std::string file;     ///< Only if `check` is empty.
  std::uint64_t times = 0;
  FleetShare share;
};

struct FleetVersion {
  std::string version;
  FleetShare share;
};

/// A package, or monit, and its versions, that of most hosts first.
struct FleetVersions {
  std::string name;
  std::vector<FleetVersion> versions;
};

class Fleet {
 public:
  /// `source` names the file; a host without a name gets the name `otherwise`.
  void add(const AuditedHost& audited, const std::string& source, const std::string& otherwise);

  /// In the order of their audits. Two hosts that call themselves the same have their source in
  /// their names.
  const std::vector<FleetHost>& hosts() const { return hosts_; }
  /// How many audits came from a host whose name another audit had.
  std::size_t repeated() const { return repeated_; }
  /// Returns the findings but `unowned` that most hosts share, first.
  std::vector<FleetGroup> groups(std::size_t limit) const;
  std::size_t group_count() const { return groups_.size(); }
  /// Findings that are in no group, since the table of groups was full.
  std::uint64_t ungrouped() const { return groups_.forgotten(); }
  /// Returns the packages that have several versions, those with most versions first.
  std::vector<FleetVersions> differing(std::size_t limit) const;
  /// Returns the versions of monit.
  FleetVersions monit_versions() const;

 private:
  std::string unique_name(const std::string& name, const std::string& source);
  void add_findings(const AuditedHost& audited, FleetHost& host);
  void add_builds(const AuditedHost& audited);
  std::uint32_t number() const { return static_cast<std::uint32_t>(hosts_.size()); }
  FleetShare share_of(const Tally::Count& count) const;

  std::vector<FleetHost> hosts_;
  std::unordered_set<std::string> names_;
  std::size_t repeated_ = 0;
  Tally groups_{32U << 20U};
  Tally builds_{16U << 20U};
  Tally monits_{1U << 20U};
};

}  // namespace pkgmap::rules
