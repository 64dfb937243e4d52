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

/// A reason to look at a host, before its findings.
struct HostConcern {
  const char* id;     ///< Member of the JSON object.
  const char* words;  ///< What the host has, or is, in a table of hosts.
  bool (*has)(const rules::FleetHost& host);
  bool urgent;
  bool is_finding;  ///< A finding of the audit says it, too.
};
extern const std::array<HostConcern, 6> kConcerns;

/// Returns the hosts that the concern is about.
rules::FleetShare hosts_with(const HostConcern& concern, const rules::Fleet& fleet);

/// Returns how many hosts, checks and findings there are, and how many audits are missing.
std::string merge_headline(const MergedAudits& merged);
/// Whether there is something to look at: a finding or a concern.
bool is_to_look_at(const rules::FleetHost& host);
/// Returns the numbers of these hosts in descending order of what to look at: first what is urgent,
/// then the number of findings; at most `limit`.
std::vector<std::size_t> worst_hosts(const rules::Fleet& fleet, std::size_t limit);
/// Returns "web1, web2, web3 and 7 more", in as few names as `width` columns have room for.
std::string share_text(const rules::FleetShare& share, std::size_t width = 1000);
/// Returns "drift", or "other" for a finding that this version does not know.
const char* finding_id(std::size_t number);

/// Returns at most ten lines of each table. The list of a table without lines is left out.
std::string merge_text(const MergedAudits& merged, const Style& style);
/// Returns the answer without its `hosts`, and these.
Json merge_json(const MergedAudits& merged);
LongList hosts_json(const rules::Fleet& fleet);

}  // namespace pkgmap::cli
