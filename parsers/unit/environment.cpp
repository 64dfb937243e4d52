#include "parsers/unit/environment.hpp"

#include <cctype>

#include "parsers/unit/exec_line.hpp"
#include "parsers/unit/lines.hpp"

namespace pkgmap {
namespace {

bool is_name(std::string_view text) {
  if (text.empty() || std::isdigit(static_cast<unsigned char>(text.front())) != 0) return false;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_') return false;
  }
  return true;
}

void add_assignment(std::string_view name, std::string value, Environment& environment) {
  if (is_name(name)) environment[std::string(name)] = std::move(value);
}

// Takes the quotes off a value of an environment file; outside of quotes a backslash takes the next
// character as it is.
std::string unquoted(std::string_view text) {
  std::string value;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && quote != '\'' && i + 1 < text.size()) {
      value += text[++i];
    } else if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote && quote != 0) {
      quote = 0;
    } else {
      value += c;
    }
  }
  return value;
}

// Replaces `${NAME}` in a word.
std::string with_braces_replaced(const std::string& word, const Environment& environment) {
  std::string result;
  std::size_t at = 0;
  while (at < word.size()) {
    const std::size_t begin = word.find("${", at);
    const std::size_t end = begin == std::string::npos ? begin : word.find('}', begin);
    if (end == std::string::npos) break;
    const auto value = environment.find(word.substr(begin + 2, end - begin - 2));
    result += word.substr(at, begin - at);
    result += value == environment.end() ? word.substr(begin, end + 1 - begin) : value->second;
    at = end + 1;
  }
  return result + word.substr(at);
}

}  // namespace

void add_assignments(std::string_view value, Environment& environment) {
  for (const std::string& word : exec_arguments(value)) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) continue;
    add_assignment(std::string_view(word).substr(0, equals), word.substr(equals + 1), environment);
  }
}

void add_environment_file(std::string_view text, Environment& environment) {
  LogicalLines lines(text);
  while (const auto line = lines.next()) {
    const std::size_t equals = line->find('=');
    if (equals == std::string::npos) continue;
    const std::string_view whole = *line;
    add_assignment(trimmed(whole.substr(0, equals)), unquoted(trimmed(whole.substr(equals + 1))),
                   environment);
  }
}

std::vector<std::string> expand_variables(const std::vector<std::string>& argv,
                                          const Environment& environment) {
  std::vector<std::string> result;
  for (const std::string& word : argv) {
    const bool whole = word.size() > 1 && word.front() == '$' && is_name(word.substr(1));
    const auto value = whole ? environment.find(word.substr(1)) : environment.end();
    if (value == environment.end()) {
      result.push_back(with_braces_replaced(word, environment));
      continue;
    }
    for (const std::string_view part : words_of(value->second)) result.emplace_back(part);
  }
  return result;
}

}  // namespace pkgmap
