// What `audit --merge` prints, as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "cli/screen.hpp"
#include "engine/queries/merge.hpp"
#include "parsers/json/json.hpp"
#include "parsers/json/long_list.hpp"

namespace pkgmap::cli {

/// A reason to look at a host; tables show these reasons before the findings.
struct HostConcern {
  const char* id;     ///< Name of the member in JSON: "drift".
  const char* words;  ///< What the host has, for a table: "leftover checks".
  bool (*has)(const rules::FleetHost& host);  ///< Returns whether the reason holds for a host.
  bool urgent;                                ///< Whether the administrator should act at once.
  /// Whether a host with this concern also has a finding that says the same. The list of the
  /// findings of a host leaves out such a concern.
  bool is_finding;
};
extern const std::array<HostConcern, 6> kConcerns;

/// Returns the number of the hosts for which the concern holds, and the names of the first three.
rules::FleetShare hosts_with(const HostConcern& concern, const rules::Fleet& fleet);

/// Returns how many hosts, checks and findings there are, and how many audits are missing or are of
/// a host whose name another host has: sentences on one line, without a newline.
std::string merge_headline(const MergedAudits& merged);
/// Returns whether the host has a finding (not of the kind `unowned`) or a concern.
bool is_to_look_at(const rules::FleetHost& host);
/// Returns the indices in Fleet::hosts() (from 0) of the `limit` worst hosts, the worst first; only
/// of hosts for which is_to_look_at() is true. A host with more urgent concerns is worse. With
/// equally many, a host with more findings is worse; then the host whose name sorts first.
std::vector<std::size_t> worst_hosts(const rules::Fleet& fleet, std::size_t limit);
/// Returns names and number of the hosts, made printable: "web1, web2, web3 and 7 more". The text
/// has as many names of FleetShare::first as fit into `width` columns, but at least one. Empty for
/// a share without hosts.
std::string share_text(const rules::FleetShare& share, std::size_t width = 1000);
/// Returns the name of the kind of finding with this number in FleetHost::by_kind: "drift"; "other"
/// for the last number.
const char* finding_id(std::size_t number);

/// Returns the headline and the tables: the concerns, the findings, the worst hosts, the versions
/// that differ. Each table has its first ten entries, and says how many it leaves out; the table of
/// versions may also have an entry for monit. Leaves out a table without entries.
std::string merge_text(const MergedAudits& merged, const Style& style);
/// Returns the object that `audit --merge --json` prints, with an empty array as its member
/// `hosts`: the caller prints hosts_json() in its place (Screen::object()).
Json merge_json(const MergedAudits& merged);
/// Returns the elements of the member `hosts` of the object of merge_json(). `fleet` must outlive
/// the list.
LongList hosts_json(const rules::Fleet& fleet);

}  // namespace pkgmap::cli
