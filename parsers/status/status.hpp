// Reads what a running monit says of itself: its status XML, and its HTML page of a check.
//
// The functions are lenient because monit is careless: before 6.0, monit does not escape names, and
// the bytes are not in the encoding that the XML declares. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::status {

/// One `<service>`. Numbers are those of monit's XML; `type` has those of monitrc::CheckType.
struct Service {
  std::string name;
  int type = -1;
  std::int64_t collected_usec = 0;  ///< Time of the last check, microseconds since the epoch.
  int status = 0;                   ///< Error bits; 0 without an error.
  int monitor = 0;                  ///< 0 no, 1 yes, 2 initialising; +4 while `every` skips it.
  int pending_action = 0;           ///< 0 if no action is pending.
  std::string checksum;             ///< Of the last check, lower-case hex; empty without one.
  std::string checksum_type;        ///< "MD5", "SHA1", "SHA256"; empty without one.
  struct Every {
    int type = 0;     ///< Differs between versions; 5.33: 2 cycles, 3 cron, 4 not cron.
    int counter = 0;  ///< Cycles since the last check.
    int number = 0;   ///< N of `every N cycles`; 0 for the others.
  };
  std::optional<Every> every;

  bool monitored() const { return monitor != 0; }
  /// Settled: no pending action will change the state.
  bool settled_off() const { return monitor == 0 && pending_action == 0; }
  bool settled_on() const { return monitor != 0 && pending_action == 0; }
};

struct Status {
  std::string id;
  std::int64_t incarnation = 0;  ///< Last reading of the control file: seconds since the epoch.
  std::string version;           ///< "5.33.0"
  std::int64_t uptime = 0;       ///< In seconds.
  int poll = 0;                  ///< Length of a cycle in seconds.
  std::string control_file;
  std::vector<Service> services;

  /// Returns the check of that name, compared without ASCII case as in monit; null if there is
  /// none.
  const Service* find(std::string_view name) const;
};

/// Reads the answer to `/_status?format=xml`. Returns nullopt if the text is not a status or has
/// more than 32 MiB; `*error` then says why.
std::optional<Status> parse_status(std::string_view xml, std::string* error = nullptr);

/// The baseline of a checksum test, as monit's page of the check shows it.
struct PageBaseline {
  std::string digest;  ///< Lower-case hex.
  std::string type;    ///< "MD5", "SHA1", "SHA256".
};

/// Reads the answer to `GET /<name>` and returns the baseline of `if failed checksum`. Returns
/// nullopt if the check has no such test, if monit had no file to compute the baseline from (all
/// zeros), or if the page shows two different ones.
std::optional<PageBaseline> parse_check_page(std::string_view html);

}  // namespace pkgmap::status
