// Writes to the host's log: the journal of systemd if there is one, else syslog(3).
//
// The entries tell an administrator, days later, which session suspended and resumed which checks.
// The caller puts no credentials into an entry. Hardly blocks, and never fails. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pkgmap {

struct LogEntry {
  enum class Level : std::uint8_t { error = 3, warning = 4, notice = 5, info = 6 };
  Level level = Level::info;  ///< The numbers of the enumeration are those of syslog(3).
  std::string message;        ///< One line.
  /// Names (upper-case letters and '_', such as MONIT_PKGMAP_SESSION) and values. In syslog they
  /// follow the message.
  std::vector<std::pair<std::string, std::string>> fields;
};

/// Writes one entry; drops it if there is no log.
void log(const LogEntry& entry);

/// Returns the entry as one line for syslog: "message [SESSION=… CHECKS=…]", without the common
/// prefix of the names. The line has at most 900 bytes, since RFC 3164 lets relays cut longer lines
/// off.
std::string syslog_line(const LogEntry& entry);

/// Returns the entry as fields of sd_journal_sendv(3): "MESSAGE=…", "PRIORITY=6", …
std::vector<std::string> journal_fields(const LogEntry& entry);

}  // namespace pkgmap
