// What a running monit says of itself: its status XML and its page of a check.
//
// Lenient, as monit is careless: names are not escaped before 6.0, and the
// declared encoding is not what the bytes are. Pure; no threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::status {

/// One `<service>`. Numbers as in monit's XML.
struct Service {
  std::string name;
  int type = -1;
  std::int64_t collected_usec = 0;  ///< Time of the last check, microseconds since the epoch.
  int status = 0;                   ///< Error bits; 0 is well.
  int monitor = 0;                  ///< 0 not, 1 yes, 2 initialising, +4 waiting.
  int pending_action = 0;           ///< 0: none.
  std::string checksum;       ///< At the last check, lower-case hex; empty when there is none.
  std::string checksum_type;  ///< "MD5", "SHA1", "SHA256"; empty when there is none.
  struct Every {
    int type = 0;     ///< Differs between versions; 5.33: 2 cycles, 3 cron, 4 not cron.
    int counter = 0;  ///< Cycles since the last check.
    int number = 0;   ///< N of `every N cycles`; 0 for the others.
  };
  std::optional<Every> every;

  bool monitored() const { return monitor != 0; }
  bool settled_off() const { return monitor == 0 && pending_action == 0; }
  bool settled_on() const { return monitor != 0 && pending_action == 0; }
};

struct Status {
  std::string id;
  std::int64_t incarnation = 0;  ///< Time of the last reading of the control file, seconds.
  std::string version;           ///< "5.33.0"
  std::int64_t uptime = 0;       ///< Seconds.
  int poll = 0;                  ///< Seconds.
  std::string control_file;
  std::vector<Service> services;

  /// Ignores ASCII case, as monit does; null when there is none.
  const Service* find(std::string_view name) const;
};

/// Reads `/_status?format=xml`. Nothing when the text is not a status, `error` then says why.
std::optional<Status> parse_status(std::string_view xml, std::string* error = nullptr);

/// A checksum that monit compares with, as its page of the check shows it.
struct PageBaseline {
  std::string digest;  ///< Lower-case hex.
  std::string type;    ///< "MD5", "SHA1", "SHA256".
};

/// Reads `GET /<name>`: the baseline of `if failed checksum`. Nothing when the check has none, or
/// when monit had no file to compute it from (all zeros).
std::optional<PageBaseline> parse_check_page(std::string_view html);

}  // namespace pkgmap::status
