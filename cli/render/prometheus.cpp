#include "cli/render/prometheus.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include "cli/render/words.hpp"
#include "parsers/source/printable.hpp"
#include "rules/audit/findings.hpp"

namespace pkgmap::cli {
namespace {

using Labels = std::vector<std::pair<const char*, std::string>>;

// A metric with its samples, one for each combination of labels.
struct Metric {
  const char* name;
  const char* help;
  std::vector<std::pair<Labels, double>> samples;
};

// The metrics in the order of the first mention; Prometheus wants the samples of each together.
class Metrics {
 public:
  void add(const char* name, const char* help, double value, Labels labels = {}) {
    if (!monit_.empty()) labels.emplace_back("monit", monit_);
    auto known = std::find_if(metrics_.begin(), metrics_.end(), [&](const Metric& metric) {
      return std::string(metric.name) == name;
    });
    if (known == metrics_.end()) known = metrics_.insert(known, {name, help, {}});
    known->samples.emplace_back(std::move(labels), value);
  }
  /// The control file of the monit that the next samples are about; empty on a host with one.
  void about(std::string monit) { monit_ = std::move(monit); }
  std::string text() const;

 private:
  std::string monit_;
  std::vector<Metric> metrics_;
};

std::string label_value(const std::string& text) {
  std::string escaped;
  for (const char c : printable(text)) {
    if (c == '\\' || c == '"') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string labels_text(const Labels& labels) {
  std::string text;
  for (const auto& [name, value] : labels) {
    text += (text.empty() ? "{" : ",") + std::string(name) + "=\"" + label_value(value) + "\"";
  }
  return text.empty() ? text : text + "}";
}

std::string number_text(double value) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%.15g", value);
  return text.data();
}

std::string Metrics::text() const {
  std::string text;
  for (const Metric& metric : metrics_) {
    const std::string name = "monit_pkgmap_" + std::string(metric.name);
    text += "# HELP " + name + " " + metric.help + "\n# TYPE " + name + " gauge\n";
    for (const auto& [labels, value] : metric.samples) {
      text += name + labels_text(labels) + " " + number_text(value) + "\n";
    }
  }
  return text;
}

double size_of(const Json& list) {
  return static_cast<double>(list.items().size());
}

// How many elements have this text as a member.
double count(const Json& list, const char* member, const std::string& text) {
  const Json::Array& items = list.items();
  return static_cast<double>(std::count_if(items.begin(), items.end(), [&](const Json& item) {
    return item[member].string_or("") == text;
  }));
}

// Seconds since the epoch; 0 for a text that is no time.
double seconds_of(const std::string& text) {
  return static_cast<double>(seconds_of_timestamp(text).value_or(0));
}

void add_sessions(Metrics& metrics, const Json& sessions) {
  double suspended = 0;
  double oldest = 0;
  for (const Json& session : sessions.items()) {
    for (const Json& check : session["checks"].items()) {
      if (check["suspended"].boolean().value_or(false)) ++suspended;
    }
    const double since = seconds_of(session["since"].string_or(""));
    if (oldest == 0 || since < oldest) oldest = since;
  }
  metrics.add("sessions", "Sessions under way.", size_of(sessions));
  metrics.add("suspended_checks", "Checks that sessions under way have switched off.", suspended);
  if (oldest == 0) return;
  metrics.add("oldest_session_start_time_seconds", "When the oldest session under way began.",
              oldest);
}

void add_status(Metrics& metrics, const Json& status) {
  add_sessions(metrics, status["sessions"]);
  metrics.add("leftover_checks", "Checks that an earlier session could not resume.",
              size_of(status["kept"]));
  metrics.add("removed_checks", "Checks that went with their package and that monit still has.",
              size_of(status["removed"]));
  for (const char* state : {"monitored", "off", "gone", "unknown"}) {
    metrics.add("substitute_checks", "Checks that keep the alarm about a changed file.",
                count(status["adrift"], "state", state), {{"state", state}});
  }
  metrics.add("lost_guards", "Guards whose session is not in the state directory.",
              size_of(status["lost_guards"]));
  metrics.add("bypassed_packages", "Packages that changed without a hook.",
              size_of(status["bypassed"]["packages"]));
}

void add_audit(Metrics& metrics, const Json& audit) {
  for (int i = 0; i <= static_cast<int>(rules::Watch::failing); ++i) {
    const std::string state = rules::name_of(static_cast<rules::Watch>(i));
    metrics.add("checks", "Checks by what monit says of them.",
                count(audit["checks"], "state", state), {{"state", state}});
  }
  for (int i = 0; i <= static_cast<int>(rules::FindingKind::other_monit); ++i) {
    const std::string id = rules::name_of(static_cast<rules::FindingKind>(i));
    metrics.add("findings", "Findings of audit.", count(audit["findings"], "id", id), {{"id", id}});
  }
}

double unwatched_in(const Json& session) {
  double seconds = 0;
  for (const Json& check : session["checks"].items()) {
    seconds += check["unwatched_seconds"].number().value_or(0);
  }
  return seconds;
}

void add_last_session(Metrics& metrics, const Json& session) {
  const double began = seconds_of(session["began"].string_or(""));
  const double ended = seconds_of(session["ended"].string_or(""));
  metrics.add("last_session_end_time_seconds", "When the last session ended.", ended);
  metrics.add("last_session_duration_seconds", "How long the last session took.", ended - began);
  metrics.add("last_session_unwatched_check_seconds",
              "How long the checks of the last session were off, summed over all checks.",
              unwatched_in(session));
  for (const char* result : {"resumed", "kept", "removed", "lost"}) {
    metrics.add("last_session_checks", "The checks of the last session by what became of them.",
                count(session["checks"], "result", result), {{"result", result}});
  }
}

void add_history(Metrics& metrics, const Json& history) {
  const Json::Array& sessions = history["sessions"].items();
  double unwatched = 0;
  for (const Json& session : sessions) unwatched += unwatched_in(session);
  metrics.add("history_sessions", "Sessions that the history still has.",
              static_cast<double>(sessions.size()));
  metrics.add("history_unwatched_check_seconds",
              "How long checks were off in these sessions, summed over all checks.", unwatched);
  if (!sessions.empty()) add_last_session(metrics, sessions.back());
}

void add_answer(Metrics& metrics, const std::string& command, const Json& answer) {
  metrics.about(answer["monit"].string_or(""));
  const bool answered = answer["error"].is_null();
  metrics.add("answered", "Whether the command gave an answer.", answered ? 1 : 0,
              {{"command", command}});
  if (!answered) return;
  if (command == "status") add_status(metrics, answer);
  if (command == "audit") add_audit(metrics, answer);
  if (command == "history") add_history(metrics, answer);
}

}  // namespace

std::string prometheus_text(const std::string& command, const Json& answer) {
  Metrics metrics;
  add_answer(metrics, command, answer);
  for (const Json& other : answer["other_monits"].items()) add_answer(metrics, command, other);
  return metrics.text();
}

}  // namespace pkgmap::cli
