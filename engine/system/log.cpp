#include "engine/system/log.hpp"

#include <dlfcn.h>
#include <sys/uio.h>
#include <syslog.h>
#include <unistd.h>

#include <algorithm>
#include <string_view>

namespace pkgmap {
namespace {

constexpr const char* kIdentifier = "monit-pkgmap";
constexpr std::string_view kPrefix = "MONIT_PKGMAP_";
constexpr std::size_t kLongestLine = 900;

// The library is loaded at the first use: with all its dependencies it would double the start-up
// time of the program.
using SendToJournal = int (*)(const iovec* fields, int count);

SendToJournal find_journal() {
  // The socket of the daemon. Without the daemon the library discards every entry.
  if (::access("/run/systemd/journal/socket", W_OK) != 0) return nullptr;
  void* library = ::dlopen("libsystemd.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!library) return nullptr;
  return reinterpret_cast<SendToJournal>(::dlsym(library, "sd_journal_sendv"));
}

bool sent_to_journal(const LogEntry& entry) {
  static const SendToJournal send = find_journal();
  if (!send) return false;
  std::vector<std::string> fields = journal_fields(entry);
  std::vector<iovec> vectors;
  vectors.reserve(fields.size());
  for (std::string& field : fields) vectors.push_back({field.data(), field.size()});
  return send(vectors.data(), static_cast<int>(vectors.size())) == 0;
}

std::string in_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text;
}

}  // namespace

std::string syslog_line(const LogEntry& entry) {
  std::string line = entry.message;
  const char* separator = " [";
  for (const auto& [name, value] : entry.fields) {
    const std::string_view known = name;
    const bool ours = known.substr(0, kPrefix.size()) == kPrefix;
    line += separator;
    line += ours ? known.substr(kPrefix.size()) : known;
    line += "=" + value;
    separator = " ";
  }
  if (!entry.fields.empty()) line += "]";
  line = in_one_line(std::move(line));
  if (line.size() > kLongestLine) line = line.substr(0, kLongestLine - 3) + "...";
  return line;
}

std::vector<std::string> journal_fields(const LogEntry& entry) {
  std::vector<std::string> fields = {"MESSAGE=" + entry.message,
                                     "PRIORITY=" + std::to_string(static_cast<int>(entry.level)),
                                     std::string("SYSLOG_IDENTIFIER=") + kIdentifier};
  for (const auto& [name, value] : entry.fields) fields.push_back(name + "=" + value);
  return fields;
}

void log(const LogEntry& entry) {
  if (sent_to_journal(entry)) return;
  ::openlog(kIdentifier, LOG_PID | LOG_NDELAY, LOG_DAEMON);
  ::syslog(static_cast<int>(entry.level), "%s", syslog_line(entry).c_str());
  ::closelog();
}

}  // namespace pkgmap
