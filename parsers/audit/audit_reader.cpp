#include "parsers/audit/audit_reader.hpp"

#include <utility>

namespace pkgmap {
namespace {

constexpr const char* kCutOff = "the lines of an answer end before their last one";

}  // namespace

std::optional<AuditItem> AuditReader::next() {
  if (later_) return std::exchange(later_, std::nullopt);
  while (true) {
    switch (json_.next(events_)) {
      case JsonReader::Outcome::end:
        if (!in_lines_) return std::nullopt;
        return broken(json_.here(kCutOff));
      case JsonReader::Outcome::fault:
        return broken(json_.fault());
      case JsonReader::Outcome::value:
        break;
    }
    if (auto item = after_value()) return item;
  }
}

std::optional<AuditItem> AuditReader::after_value() {
  const AuditEvents::Line line = events_.take_line();
  if (!line.format.empty()) {
    if (line.format == "monit-pkgmap-ndjson" && line.version == 1 && line.command == "audit") {
      return after_first_line();
    }
    if (line.format != "monit-pkgmap-ndjson") {
      return broken(json_.here("no answer of audit: its `format` is '" + line.format + "'"));
    }
    return broken(json_.here(line.version == 1
                                 ? "no answer of audit, but of '" + line.command + "'"
                                 : "lines of a version that this program does not know"));
  }
  if (!line.kind.empty()) {
    if (!in_lines_) return broken(json_.here("a line of --ndjson without the first line"));
    if (line.kind != "end") return std::nullopt;
    in_lines_ = false;
    return host_or_fault();
  }
  const bool was_in_lines = std::exchange(in_lines_, false);
  if (!events_.is_whole_answer()) return broken(json_.here("no answer of audit --json"));
  if (!was_in_lines) return host_or_fault();
  later_ = host_or_fault();
  return json_.here(kCutOff);
}

// The events forgot the answer before when this line began.
std::optional<AuditItem> AuditReader::after_first_line() {
  if (std::exchange(in_lines_, true)) return json_.here(kCutOff);
  return std::nullopt;
}

AuditItem AuditReader::host_or_fault() {
  const std::string error = events_.error();
  AuditedHost host = events_.take_host();
  if (!error.empty()) return json_.here("the audit of this host failed: " + error);
  return host;
}

AuditItem AuditReader::broken(JsonFault fault) {
  in_lines_ = false;
  events_.forget();
  json_.skip_to_line({"{\n", "{\"format\":"});
  return fault;
}

}  // namespace pkgmap
