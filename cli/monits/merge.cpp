#include "cli/monits/merge.hpp"

#include <algorithm>
#include <utility>

#include "cli/screen.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

Json json_of(const MonitAnswer& answer) {
  auto json = answer.why_none.empty() ? Json::parse(answer.output) : std::nullopt;
  if (!json || !json->is_object()) {
    json = error_json({ErrorCode::failed, answer.why_none.empty() ? "no answer" : answer.why_none});
  }
  json->set_bytes("monit", answer.control_file);
  return std::move(*json);
}

bool is_error(const Json& message) {
  return message["level"].string_or("") != "info";
}

Json about(const std::string& control_file, Json message) {
  const std::string text = message["text"].string_or("");
  return message.set("text", printable(control_file) + ": " + text);
}

// The error of an answer without messages is a message, too.
std::vector<Json> messages_in(const Json& answer) {
  std::vector<Json> messages = answer["messages"].items();
  const Json& error = answer["error"];
  if (messages.empty() && error.is_object()) {
    messages.push_back(Json::object().set("level", "error").set("text", error["message"]));
  }
  return messages;
}

// A screen has few lines, so what was done for all monits is one message.
void add_done(const Json& message, std::vector<Json>& all) {
  const auto first =
      std::find_if(all.begin(), all.end(), [](const Json& one) { return !is_error(one); });
  if (first == all.end()) {
    all.insert(all.begin(), message);
  } else {
    first->set("text", (*first)["text"].string_or("") + "; " + message["text"].string_or(""));
  }
}

// A word of a person may name a check of one monit alone.
bool means_nothing_here(const Json& answer) {
  return answer["error"]["code"].integer() == static_cast<int>(ErrorCode::usage);
}

void add_messages(const Json& other, std::vector<Json>& all) {
  if (means_nothing_here(other)) return;
  const std::string control_file = other["monit"].string_or("");
  for (const Json& message : messages_in(other)) {
    const Json told = about(control_file, message);
    is_error(message) ? all.push_back(told) : add_done(told, all);
  }
}

void join_for_hook(const std::vector<Json>& others, Json& answer) {
  std::vector<Json> messages = messages_in(answer);
  for (const Json& other : others) {
    add_messages(other, messages);
    if (answer["session"].is_null() && other["session"].is_string()) {
      answer.set("session", other["session"]);
    }
    if (other["abort"].boolean().value_or(false)) answer.set("abort", true);
  }
  Json list = Json::array();
  for (Json& message : messages) list.push(std::move(message));
  answer.set("messages", std::move(list));
}

int graver(int one, int other) {
  // Greater ones are answers of --detailed-exitcode.
  constexpr int kLastError = 9;
  if (one == 0 || other == 0 || (one > kLastError && other > kLastError)) {
    return std::max(one, other);
  }
  return std::min(one, other);
}

// Whether this status of the first monit may say so; explain then ends as after any failure.
bool is_unknown_word(const std::string& command, int status) {
  if (command == "explain") return status == static_cast<int>(ErrorCode::failed);
  const bool takes_words = command == "suspend" || command == "history";
  return takes_words && status == static_cast<int>(ErrorCode::usage);
}

}  // namespace

Json with_other_monits(Json answer, const std::string& first,
                       const std::vector<MonitAnswer>& others) {
  std::vector<Json> all;
  all.reserve(others.size());
  for (const MonitAnswer& other : others) all.push_back(json_of(other));
  const bool is_for_hook = answer["messages"].is_array() ||
                           std::any_of(all.begin(), all.end(),
                                       [](const Json& one) { return one["messages"].is_array(); });
  if (is_for_hook) join_for_hook(all, answer);
  Json list = Json::array();
  for (Json& one : all) list.push(std::move(one));
  if (!first.empty()) answer.set_bytes("monit", first);
  return answer.set("other_monits", std::move(list));
}

std::string monit_heading(const std::string& control_file) {
  return "monit with " + printable(control_file) + "\n";
}

std::string other_monits_text(const std::vector<MonitAnswer>& others) {
  std::string text;
  for (const MonitAnswer& answer : others) {
    if (answer.output.empty() && answer.why_none.empty()) continue;
    text += "\n" + monit_heading(answer.control_file) + answer.output;
    if (!answer.why_none.empty()) text += answer.why_none + "\n";
  }
  return text;
}

std::string other_monits_errors(const std::vector<MonitAnswer>& others) {
  std::string text;
  for (const MonitAnswer& answer : others) {
    if (!answer.errors.empty()) text += monit_heading(answer.control_file) + answer.errors;
  }
  return text;
}

bool means_nothing(const std::string& command, const MonitAnswer& answer) {
  const bool takes_words = command == "explain" || command == "suspend" || command == "history";
  return takes_words && answer.why_none.empty() &&
         answer.status == static_cast<int>(ErrorCode::usage);
}

int status_of_all(const std::string& command, int first, const std::vector<MonitAnswer>& others) {
  std::vector<int> all;
  for (const MonitAnswer& answer : others) {
    if (!means_nothing(command, answer)) all.push_back(answer.status);
  }
  if (all.empty() || !is_unknown_word(command, first)) all.push_back(first);
  int status = all.front();
  for (const int one : all) status = graver(status, one);
  return status;
}

}  // namespace pkgmap::cli
