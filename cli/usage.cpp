#include "cli/usage.hpp"

#include <span>
#include <string_view>
#include <utility>

#include "parsers/source/spelling.hpp"

namespace pkgmap::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& candidates) {
  const std::vector<std::string_view> views(candidates.begin(), candidates.end());
  const std::string_view nearest = nearest_word(word, views);
  return nearest.empty() ? std::string() : "did you mean '" + std::string(nearest) + "'?";
}

}  // namespace

Error usage_error(std::string message, std::string hint, const std::string& command) {
  if (hint.empty()) hint = "see monit-pkgmap " + (command.empty() ? "" : command + " ") + "--help";
  return Error{ErrorCode::usage, std::move(message), std::move(hint)};
}

Error no_command(const Vocabulary& words) {
  return usage_error("a command is missing",
                     "one of " + joined(words.commands) + "; see monit-pkgmap --help");
}

Error unknown_word(const std::string& word, const std::string& command, const Vocabulary& words) {
  if (word.size() > 1 && word.front() == '-') {
    const std::string name = word.substr(0, word.find('='));
    const std::string where = command.empty() ? "" : " of " + command;
    return usage_error("there is no option '" + name + "'" + where,
                       did_you_mean(name, words.options), command);
  }
  if (command.empty()) {
    const std::string near = did_you_mean(word, words.commands);
    return usage_error("there is no command '" + word + "'",
                       near.empty() ? "one of " + joined(words.commands) : near);
  }
  return usage_error(command + " takes no argument '" + word + "'", {}, command);
}

}  // namespace pkgmap::cli
