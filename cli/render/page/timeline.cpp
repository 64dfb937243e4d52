#include "cli/render/page/timeline.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

#include "cli/render/history.hpp"
#include "cli/render/page/svg.hpp"
#include "cli/render/page/table.hpp"
#include "cli/render/words.hpp"
#include "parsers/source/check_name.hpp"

namespace pkgmap::cli {
namespace {

constexpr const char* kTimelineId = "history";
// What a browser shows without delay, and a person looks through.
constexpr std::size_t kMostSessions = 300;
constexpr std::size_t kMostLines = 40;

// Of the drawing, in pixels.
constexpr long kNames = 220;
constexpr long kAxis = 700;
constexpr long kLine = 20;
constexpr long kBar = 12;
constexpr std::size_t kNameColumns = 30;
constexpr double kLongest = 1e9;  // Seconds. More is no time of a session.

double off_for(const Json& check) {
  return std::clamp(check["unwatched_seconds"].number().value_or(0), 0.0, kLongest);
}

/// A check that was off in a session.
struct TimeOff {
  std::int64_t began;
  double seconds;
  std::string result;
  std::string manager;
};

/// The times of each check; a session whose time cannot be read is left out.
std::map<std::string, std::vector<TimeOff>, LessByName> times_off(
    const std::vector<Json>& sessions) {
  std::map<std::string, std::vector<TimeOff>, LessByName> lines;
  for (const Json& session : sessions) {
    const auto began = seconds_of_timestamp(session["began"].string_or(""));
    if (!began) continue;
    for (const Json& check : session["checks"].items()) {
      lines[check["name"].string_or("")].push_back({*began, off_for(check),
                                                    check["result"].string_or(""),
                                                    session["manager"].string_or("")});
    }
  }
  return lines;
}

struct TimeSpan {
  std::int64_t first = 0;
  std::int64_t last = 0;

  long x(double seconds) const {
    const double all = std::max<double>(static_cast<double>(last - first), 1);
    const double part = (seconds - static_cast<double>(first)) / all;
    return kNames + std::lround(std::clamp(part, 0.0, 1.0) * kAxis);
  }
};

TimeSpan span_of(const std::map<std::string, std::vector<TimeOff>, LessByName>& lines) {
  TimeSpan span{INT64_MAX, INT64_MIN};
  for (const auto& [name, times] : lines) {
    for (const TimeOff& time : times) {
      span.first = std::min(span.first, time.began);
      const std::int64_t end = time.began + std::llround(time.seconds);
      span.last = std::max(span.last, end);
    }
  }
  return span;
}

Html bar(const TimeSpan& span, const TimeOff& time, long top) {
  constexpr long kSeen = 4;
  const long left = span.x(static_cast<double>(time.began));
  const long right = span.x(static_cast<double>(time.began) + time.seconds);
  const bool is_bad = time.result == "kept" || time.result == "lost";
  const std::string told = timestamp(time.began) + ", " + time.manager + ": off for " +
                           duration(time.seconds) + ", " + time.result;
  return element("rect",
                 {{"class", is_bad ? "bar kept" : "bar"},
                  {"x", std::to_string(left)},
                  {"y", std::to_string(top + (kLine - kBar) / 2)},
                  {"width", std::to_string(std::max(right - left, kSeen))},
                  {"height", std::to_string(kBar)}},
                 element("title", {}, told));
}

// The checks that were off in most sessions, so that what repeats itself is seen.
std::vector<std::string> most_often_off(
    const std::map<std::string, std::vector<TimeOff>, LessByName>& lines) {
  std::vector<std::string> names;
  for (const auto& [name, times] : lines) names.push_back(name);
  std::stable_sort(names.begin(), names.end(), [&](const auto& one, const auto& other) {
    return lines.at(one).size() > lines.at(other).size();
  });
  if (names.size() > kMostLines) names.resize(kMostLines);
  return names;
}

Html drawing(const std::map<std::string, std::vector<TimeOff>, LessByName>& lines,
             const std::vector<std::string>& names) {
  const TimeSpan span = span_of(lines);
  const long height = kLine * (static_cast<long>(names.size()) + 2);
  Html inside;
  long top = 0;
  for (const std::string& name : names) {
    const std::string label = shortened_to(name, kNameColumns);
    Html line = element("title", {}, name) + svg_text({4, top + kLine - 6}, label, "first") +
                svg_path("axis", {{kNames, top + kLine}, {kNames + kAxis, top + kLine}});
    for (const TimeOff& time : lines.at(name)) line += bar(span, time, top);
    inside += element("g", {{"class", "node"}}, line);
    top += kLine;
  }
  inside += svg_text({kNames, top + kLine}, timestamp(span.first), "second");
  inside += svg_text({kNames + kAxis, top + kLine}, timestamp(span.last), "second end");
  return svg_image("Times at which checks were off, from " + timestamp(span.first) + " to " +
                       timestamp(span.last) + "; the list below has the same as text",
                   {kNames + kAxis + 10, height}, inside);
}

Html check_line(const Json& check) {
  const std::string result = check["result"].string_or("");
  const std::string reason = check["reason"].string_or("");
  const bool is_bad = result == "kept" || result == "lost";
  Html inside = name_html(check["name"].string_or("")) + text(": ") +
                marked_html(is_bad ? "danger" : "good", result);
  inside += text(", off for " + duration(off_for(check)));
  if (!reason.empty()) inside += text(": ") + name_html(reason);
  return element("li", {}, inside);
}

Html session_html(const Json& session) {
  Html checks;
  for (const Json& check : session["checks"].items()) checks += check_line(check);
  Html inside = element("p", {},
                        text("Ended ") + text(session["ended"].string_or("")) + text(". For ") +
                            names_html(session["packages"].strings()) + text("."));
  if (!checks.empty()) inside += element("ul", {}, checks);
  Html files;
  for (const FileOfSession& file : files_of_session(session)) {
    files += element("li", {}, text(file.word) + text(": ") + name_html(file.told));
  }
  if (!files.empty()) inside += element("ul", {}, files);
  const bool drifted = !session["drift"].items().empty();
  return element("details", {},
                 element("summary", drifted ? Attributes{{"class", "danger"}} : Attributes{},
                         name_html(past_session_headline(session))) +
                     inside);
}

Html sentence(const std::string& told) {
  return element("p", {{"class", "quiet"}}, told);
}

}  // namespace

Section timeline_section(const std::vector<Json>& sessions) {
  Section section{kTimelineId, "History of sessions", {}, true};
  if (sessions.empty()) {
    section.content = element("p", {}, "No session yet.");
    return section;
  }
  const auto lines = times_off(sessions);
  const auto names = most_often_off(lines);
  if (!names.empty()) {
    section.content += element("div",
                               {{"class", "scroll"},
                                {"role", "region"},
                                {"aria-label", "Drawing of the history"},
                                {"tabindex", "0"}},
                               drawing(lines, names));
  }
  if (names.size() < lines.size()) {
    section.content += sentence("The drawing has the " + std::to_string(names.size()) + " of " +
                                counted(lines.size(), "check") + " that were off most often.");
  }
  if (sessions.size() > kMostSessions) {
    section.content +=
        sentence("The list has the newest " + std::to_string(kMostSessions) + " of " +
                 counted(sessions.size(), "session") + "; the command history has all.");
  }
  Html list;
  const std::size_t shown = std::min(sessions.size(), kMostSessions);
  for (std::size_t i = 0; i < shown; ++i) list += session_html(sessions[sessions.size() - 1 - i]);
  Attributes attributes = rows(kTimelineId);
  attributes.push_back({"class", "sessions"});
  section.content += element("div", attributes, list);
  return section;
}

}  // namespace pkgmap::cli
