// Puts the audits of many hosts together: which findings the hosts share, and which versions
// differ.
//
// Needs memory for one FleetHost of each host, and for tables of bounded size. A full table forgets
// the entries of the fewest hosts, so the numbers of a group or version may be too small. The types
// of this file are plain values, and no function fails or reads a file. For one thread.
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

/// How many values FindingKind has.
inline constexpr std::size_t kFindingKinds = static_cast<std::size_t>(FindingKind::other_monit) + 1;

/// One audited host. All numbers of checks are those of all monits of the host.
struct FleetHost {
  /// Unique in the Fleet, unless one file has several audits with the same name.
  std::string name;
  std::string source;                 ///< The file of its audit.
  std::uint32_t checks = 0;           ///< All checks.
  std::uint32_t off = 0;              ///< Checks that monit does not monitor, for whatever reason:
                                      ///< suspended and leftover checks count, too.
  std::uint32_t failing = 0;          ///< Checks with a failing test.
  std::uint32_t suspended = 0;        ///< Checks that a session has suspended and not resumed yet.
  std::uint32_t leftover = 0;         ///< Checks that a session could not resume.
  std::uint32_t silent_monits = 0;    ///< Monits that did not answer or have no audit.
  std::vector<std::string> monits{};  ///< Versions of the monits that answered.
  /// How many findings of each kind, by its number; the last element counts findings of a kind that
  /// this version of monit-pkgmap does not know.
  std::array<std::uint32_t, kFindingKinds + 1> by_kind{};

  std::uint32_t count(FindingKind kind) const { return by_kind[static_cast<std::size_t>(kind)]; }
  /// Returns the number of all findings except those of the kind `unowned`, as the headline of an
  /// audit counts them.
  std::uint32_t findings() const;
};

/// How many hosts have a thing in common, and some of their names.
struct FleetShare {
  std::uint32_t hosts = 0;
  std::vector<std::string> first;  ///< The names of the first three of these hosts, in the order of
                                   ///< Fleet::add(); fewer if there are fewer.
};

/// Findings with the same kind, check and package on one or more hosts.
struct FleetGroup {
  std::string id;           ///< The kind, as the audit names it: "drift".
  std::string package;      ///< First package of the check; empty if the check belongs to none.
  std::string check;        ///< Empty if the finding is about no single check.
  std::string file;         ///< The file of the finding if `check` is empty; else empty.
  std::uint64_t times = 0;  ///< How many such findings there are.
  FleetShare share;
};

/// A version of a package, or of monit, and the hosts that have it.
struct FleetVersion {
  std::string version;
  FleetShare share;
};

/// A package, or monit, and its versions; the version of most hosts first.
struct FleetVersions {
  std::string name;
  std::vector<FleetVersion> versions;
};

class Fleet {
 public:
  /// Adds a host. `source` is the path of its audit. A host whose audit has no name, or has a name
  /// of more than 255 bytes, gets the name `otherwise`. If an earlier host has the same name
  /// already, the new host gets the name "NAME (SOURCE)".
  void add(const AuditedHost& audited, const std::string& source, const std::string& otherwise);

  /// Returns the hosts in the order of add().
  const std::vector<FleetHost>& hosts() const { return hosts_; }
  /// Returns how many hosts were added whose name an earlier host had already: 2 if three audits
  /// have the same name.
  std::size_t repeated() const { return repeated_; }
  /// Returns the groups of findings on most hosts, `limit` at most; the group with most hosts
  /// first. Findings of the kind `unowned` are in no group.
  std::vector<FleetGroup> groups(std::size_t limit) const;
  /// Returns how many groups the table has, whatever the limit of groups().
  std::size_t group_count() const { return groups_.size(); }
  /// Returns how many findings, other than those of the kind `unowned`, are in no group because the
  /// table of groups was full.
  std::uint64_t ungrouped() const { return groups_.forgotten(); }
  /// Returns the packages of which the hosts have several versions, perhaps on one host, `limit` at
  /// most; the package with most versions first. Only packages to which a check belongs count.
  std::vector<FleetVersions> differing(std::size_t limit) const;
  /// Returns the versions of monit on the hosts, the version of most hosts first;
  /// FleetVersions::name is "monit".
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
