// The host's log: the journal of systemd where it is, else syslog(3).
//
// For what an administrator looks for a week later: which session suspended and resumed what. Never
// blocks for long, never fails, holds no credentials.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pkgmap {

struct LogEntry {
  enum class Level : std::uint8_t { error = 3, warning = 4, notice = 5, info = 6 };
  Level level = Level::info;  ///< The numbers are those of syslog(3).
  std::string message;        ///< One line.
  /// Names of upper-case letters and '_' with their values: MONIT_PKGMAP_SESSION. Syslog gets them
  /// behind the message.
  std::vector<std::pair<std::string, std::string>> fields;
};

void log(const LogEntry& entry);

/// The entry as one line of syslog: "message [SESSION=… CHECKS=…]", the common prefix of the names
/// left out; at most 900 bytes, as RFC 3164 lets relays cut off what is longer.
std::string syslog_line(const LogEntry& entry);

/// The entry as fields of sd_journal_sendv(3): "MESSAGE=…", "PRIORITY=6", …
std::vector<std::string> journal_fields(const LogEntry& entry);

}  // namespace pkgmap
