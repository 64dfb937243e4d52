#include "cli/plugins/hook/answer.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "parsers/json/json.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::hook {
namespace {

constexpr std::string_view kName = "monit-pkgmap: ";
constexpr std::size_t kMostColumns = 200;

Level level_called(const std::string& name) {
  if (name == "error") return Level::error;
  return name == "warning" ? Level::warning : Level::info;
}

// Adds an error unless a message already has its text, with a hint.
void add_error(const Json& error, std::vector<Message>& messages) {
  const std::string said = error["message"].string_or("");
  if (said.empty()) return;
  const bool again = std::any_of(messages.begin(), messages.end(), [&](const Message& message) {
    return message.text.starts_with(said);
  });
  if (!again) messages.insert(messages.begin(), {Level::error, said});
}

// Returns how many bytes of the text fit into `most` columns.
std::size_t cut(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t length = std::max<std::size_t>(utf8_length(text, end), 1);
    if (columns(text.substr(0, end + length)) > most) break;
    end += length;
  }
  return end;
}

}  // namespace

std::optional<Answer> read_answer(std::string_view output) {
  const auto json = Json::parse(output);
  if (!json || !json->is_object()) return std::nullopt;
  Answer answer;
  answer.session = (*json)["session"].string_or("");
  answer.abort = (*json)["abort"].boolean().value_or(false);
  for (const Json& message : (*json)["messages"].items()) {
    const std::string text = message["text"].string_or("");
    if (text.empty()) continue;
    answer.messages.push_back({level_called(message["level"].string_or("")), text});
  }
  add_error((*json)["error"], answer.messages);
  return answer;
}

std::vector<std::string> lines_of(const std::vector<Message>& messages, std::size_t room) {
  std::vector<std::size_t> order(messages.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
    return messages[one].level > messages[other].level;
  });
  order.resize(std::min(order.size(), room));
  std::sort(order.begin(), order.end());
  std::vector<std::string> lines;
  for (const std::size_t number : order) lines.push_back(one_line(messages[number].text));
  return lines;
}

std::string one_line(std::string_view text) {
  std::string line;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = printable_length(text, at);
    const std::size_t step = std::max<std::size_t>(length, 1);
    if (length == 0 || text[at] == ' ') {
      gap = !line.empty();
    } else {
      if (gap) line += ' ';
      gap = false;
      line += text.substr(at, length);
    }
    at += step;
  }
  if (!line.starts_with(kName)) line.insert(0, kName);
  if (columns(line) <= kMostColumns) return line;
  line.resize(cut(line, kMostColumns - 3));
  return line + "...";
}

}  // namespace pkgmap::hook
