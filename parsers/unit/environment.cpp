#include "parsers/unit/environment.hpp"

#include <cctype>

#include "parsers/unit/exec_line.hpp"
#include "parsers/unit/lines.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kMostBytesOfValues = 16 * 1024;  // In one command.

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

/// Replaces variables in one command.
class Expansion {
 public:
  explicit Expansion(const Environment& environment) : environment_(environment) {}

  std::vector<std::string> of(const std::vector<std::string>& argv) {
    std::vector<std::string> result;
    for (const std::string& word : argv) {
      const bool whole = word.size() > 1 && word.front() == '$' && is_name(word.substr(1));
      const std::string* const value = whole ? value_of(word.substr(1)) : nullptr;
      if (value == nullptr) {
        result.push_back(with_braces_replaced(word));
        continue;
      }
      for (const std::string_view part : words_of(*value)) result.emplace_back(part);
    }
    return result;
  }

 private:
  // Replaces `${NAME}` in a word.
  std::string with_braces_replaced(const std::string& word) {
    std::string result;
    std::size_t at = 0;
    while (at < word.size()) {
      const std::size_t begin = word.find("${", at);
      const std::size_t end = begin == std::string::npos ? begin : word.find('}', begin);
      if (end == std::string::npos) break;
      const std::string* const value = value_of(word.substr(begin + 2, end - begin - 2));
      result += word.substr(at, begin - at);
      result += value == nullptr ? word.substr(begin, end + 1 - begin) : *value;
      at = end + 1;
    }
    return result + word.substr(at);
  }

  // Returns null if the variable is unknown, or if its value would make the command too long.
  const std::string* value_of(const std::string& name) {
    const auto value = environment_.find(name);
    if (value == environment_.end() || value->second.size() > room_) return nullptr;
    room_ -= value->second.size();
    return &value->second;
  }

  const Environment& environment_;
  std::size_t room_ = kMostBytesOfValues;
};

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
  return Expansion(environment).of(argv);
}

}  // namespace pkgmap
