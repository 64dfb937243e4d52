#include "cli/render/history.hpp"

#include <algorithm>
#include <map>

#include "cli/render/words.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

constexpr std::size_t kDigestShown = 12;

std::string text_of(const Json& json) {
  return printable(json.string_or(""));
}

double longest_unwatched(const Json& session) {
  double longest = 0;
  for (const Json& check : session["checks"].items()) {
    if (check["result"].string_or("") != "resumed") continue;
    longest = std::max(longest, check["unwatched_seconds"].number().value_or(0));
  }
  return longest;
}

// "5 resumed, 1 kept after 8 s". Another session may have taken all checks over.
std::string results(const Json& session) {
  std::map<std::string, std::size_t> counts;
  for (const Json& check : session["checks"].items()) ++counts[check["result"].string_or("")];
  std::string text;
  for (const char* result : {"resumed", "kept", "removed", "lost"}) {
    if (counts[result] == 0) continue;
    text += (text.empty() ? "" : ", ") + std::to_string(counts[result]) + " " + result;
  }
  if (text.empty()) return "no check resumed";
  return text + " after " + duration(longest_unwatched(session));
}

std::string shortened(const Json& digest) {
  const std::string text = text_of(digest);
  return text.empty() ? "unknown" : text.substr(0, kDigestShown);
}

// Returns an empty string for a session of a version that did not verify signatures.
std::string signature_of(const Json& file) {
  const std::string state = text_of(file["signature"]);
  if (state == "key") return " (signed)";
  if (state == "signed") return " (signed by a key that rpm does not know)";
  return state.empty() ? "" : " (not signed)";
}

std::string who_says_so(const Json& file) {
  const std::string package = text_of(file["package"]);
  return package.empty() ? ", as it was before or was accepted" : ", as " + package + " has it";
}

std::string who_changed(const Json& file) {
  return file["by_transaction"].boolean().value_or(false)
             ? "during this transaction, but not as packaged"
             : "outside any package";
}

// Only the first check can carry out its other actions; the substitute check cannot.
std::string alarm_of(const Json& file) {
  const std::string substitute = text_of(file["kept_as"]);
  if (substitute.empty()) return {};
  return "; '" + substitute +
         "' alarms of it now, but does not exec, unmonitor, stop or restart anything";
}

std::string file_line(const FileOfSession& file) {
  return "  " + padded(file.word, 10) + file.told;
}

}  // namespace

std::string past_session_headline(const Json& session) {
  std::string text = text_of(session["began"]) + "  " + text_of(session["id"]) + "  " +
                     text_of(session["manager"]) + ": " + results(session);
  if (session["reload"].boolean().value_or(false)) {
    text += ", " + counted(session["baselines"].items().size(), "new baseline");
  }
  if (!session["drift"].items().empty()) {
    text += ", DRIFT in " + counted(session["drift"].items().size(), "file");
  }
  return text;
}

std::vector<FileOfSession> files_of_session(const Json& session) {
  std::vector<FileOfSession> files;
  for (const Json& file : session["baselines"].items()) {
    files.push_back({"baseline", text_of(file["path"]) + " " + shortened(file["before"]) + " -> " +
                                     shortened(file["after"]) + who_says_so(file) +
                                     signature_of(file)});
  }
  for (const Json& file : session["drift"].items()) {
    files.push_back({"drift", text_of(file["path"]) + " (" + text_of(file["check"]) + ") changed " +
                                  who_changed(file) + alarm_of(file)});
  }
  for (const std::string& substitute : session["alarms_ended"].strings()) {
    files.push_back({"ended", "the alarm " + printable(substitute)});
  }
  return files;
}

std::string history_text(const History& history) {
  if (history.sessions.empty()) return "no session yet\n";
  std::string text;
  for (const Json& session : history.sessions) {
    text += wrapped_text(past_session_headline(session), 2) + "\n";
    text += "  " + wrapped_text("for " + listed(session["packages"].strings(), 4), 2) + "\n";
  }
  return text;
}

std::string past_session_text(const Json& session) {
  std::string text = wrapped_text(past_session_headline(session), 2) + "\n";
  text += "  ended " + text_of(session["ended"]) + "\n";
  for (const std::string& package : session["packages"].strings()) {
    text += "  package   " + printable(package) + "\n";
  }
  for (const Json& check : session["checks"].items()) {
    std::string line = "  " + padded(text_of(check["result"]), 10) + text_of(check["name"]);
    if (check["result"].string_or("") == "resumed") {
      line += " after " + duration(check["unwatched_seconds"].number().value_or(0));
    }
    const std::string reason = text_of(check["reason"]);
    if (!reason.empty()) line += ": " + reason;
    text += wrapped_text(line, 12) + "\n";
  }
  for (const FileOfSession& file : files_of_session(session)) {
    text += wrapped_text(file_line(file), 12) + "\n";
  }
  return text;
}

Json history_answer(const History& history) {
  Json sessions = Json::array();
  for (const Json& session : history.sessions) sessions.push(session);
  return Json::object().set("schema", 1).set("sessions", std::move(sessions));
}

}  // namespace pkgmap::cli
