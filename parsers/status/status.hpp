// Reads what a running monit says about itself: its status XML, and its HTML page of a check.
//
// The functions accept two mistakes of monit: monit before 6.0 does not escape names and paths, and
// the bytes of every version are not in the encoding that the XML declares. A text member has the
// bytes that monit has, in any encoding. If an element is missing, its member has the default
// value. Pure functions; only one thread at a time may use a Status, since find() remembers places.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/source/check_name.hpp"
#include "parsers/source/digest.hpp"
#include "parsers/source/places_by_name.hpp"

namespace pkgmap::status {

/// One `<service>`. The numbers are those that monit's XML has.
struct Service {
  CheckName name;  ///< Name of the check, as the control file has it.
  int type = -1;   ///< A number of monitrc::CheckType; -1 if it cannot be read.
  /// When monit last tested the check, microseconds since the epoch; 0 if unknown.
  std::int64_t collected_usec = 0;
  int status = 0;  ///< Error bits; 0 without an error.
  /// 0 not monitored, 1 monitored, 2 initialising; plus 4 while `every` skips the check.
  int monitor = 0;
  int pending_action = 0;  ///< 0 if no action is pending.
  Digest checksum;         ///< Of the file at the last test; empty if monit shows none.
  /// The statement `every` of the check.
  struct Every {
    int type = 0;  ///< A number that differs between versions; 5.33: 2 `every N cycles`, 3 `every
                   ///< CRON`, 4 `not every CRON`.
    int counter = 0;  ///< Cycles since monit last tested the check.
    int number = 0;   ///< N of `every N cycles`; 0 for the other types.
  };
  std::optional<Every> every;  ///< Nullopt if monit tests the check in every cycle.

  /// Returns whether monit monitors the check, or begins to.
  bool monitored() const { return monitor != 0; }
  /// Returns whether the check is off, and no pending action will change that.
  bool settled_off() const { return monitor == 0 && pending_action == 0; }
  /// Returns whether monit monitors the check, and no pending action will change that.
  bool settled_on() const { return monitor != 0 && pending_action == 0; }
};

/// The status of a monit with all its services.
struct Status {
  std::string id;  ///< The id of this monit, which its idfile has; may be empty.
  /// When monit last read its control file, in seconds since the epoch.
  std::int64_t incarnation = 0;
  std::string version;            ///< "5.33.0"; never empty.
  std::int64_t uptime = 0;        ///< How long the process runs, in seconds.
  int poll = 0;                   ///< Length of a cycle in seconds.
  std::string control_file;       ///< The path, as monit has it. May be empty.
  std::vector<Service> services;  ///< In the order of the control file.

  /// Returns the check of this name, compared without ASCII case as in monit; null if monit has no
  /// such check. The pointer is valid until `services` changes.
  const Service* find(std::string_view name) const;

 private:
  PlacesByName places_;
};

/// Reads the answer to `/_status?format=xml`. If the text has more than 32 MiB, is not XML with the
/// element `<monit>`, has no version, or has a `<service>` without name, type or `<monitor>`,
/// returns nullopt and sets `*error` to the reason. `error` may be null.
std::optional<Status> parse_status(std::string_view xml, std::string* error = nullptr);

/// Reads the answer to `GET /<name>` and returns the baseline of `if failed checksum`, by MD5,
/// SHA-1 or SHA-256. Returns nullopt if the check has no such test, if monit had no file to compute
/// the baseline from (the digest is all zeros), or if the page shows two different baselines.
std::optional<Digest> parse_check_page(std::string_view html);

/// Reads the answer to `GET /<name>` and returns the names of the direct prerequisites of the
/// check, as monit has read them; may be empty.
CheckNames parse_prerequisites(std::string_view html);

}  // namespace pkgmap::status
