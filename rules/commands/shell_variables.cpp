#include "rules/commands/shell_variables.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

namespace pkgmap::rules {
namespace {

constexpr std::size_t kLongestValue = 256;          // Bytes.
constexpr std::size_t kLongestCommand = 64 * 1024;  // Bytes.

std::size_t size_of(const std::vector<std::string>& words) {
  std::size_t size = 0;
  for (const std::string& word : words) size += word.size();
  return size;
}

/// Where a variable stands in a word.
struct Reference {
  std::size_t begin = 0;  ///< Of the '$'.
  std::size_t end = 0;    ///< Behind the last character.
  std::string_view name;
};

// Returns the length of the name at the front: "name1", one digit, "@" or "*"; 0 if there is none.
std::size_t length_of_name(std::string_view text) {
  if (text.empty()) return 0;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (is_digit(text.front()) || text.front() == '@' || text.front() == '*') return 1;
  std::size_t length = 0;
  while (length < text.size() &&
         (std::isalnum(static_cast<unsigned char>(text[length])) != 0 || text[length] == '_')) {
    ++length;
  }
  return length;
}

// Returns the next `$name` or `${name}`; nullopt if there is none. Passes over `${name:-x}`.
std::optional<Reference> next_reference(std::string_view word, std::size_t from) {
  for (std::size_t at = word.find('$', from); at != std::string_view::npos;
       at = word.find('$', at + 1)) {
    const bool braced = word.substr(at + 1).starts_with('{');
    const std::size_t name = at + (braced ? 2 : 1);
    const std::size_t length = length_of_name(word.substr(name));
    if (length == 0 || (braced && !word.substr(name + length).starts_with('}'))) continue;
    return Reference{at, name + length + (braced ? 1 : 0), word.substr(name, length)};
  }
  return std::nullopt;
}

std::vector<std::string> split_at_blanks(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t begin = text.find_first_not_of(" \t\n");
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(" \t\n", begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
  return words;
}

// Replaces one variable in all words. A word that is only the variable becomes the words of the
// value.
std::vector<std::string> with_value(const std::vector<std::string>& words, std::string_view name,
                                    const std::string& value) {
  std::vector<std::string> result;
  for (const std::string& word : words) {
    std::string text;
    std::size_t at = 0;
    bool whole = false;
    while (const auto reference = next_reference(word, at)) {
      text += std::string_view(word).substr(at, reference->begin - at);
      text += reference->name == name ? std::string_view(value)
                                      : std::string_view(word).substr(
                                            reference->begin, reference->end - reference->begin);
      whole = reference->name == name && reference->begin == 0 && reference->end == word.size();
      at = reference->end;
    }
    text += std::string_view(word).substr(at);
    if (whole) {
      for (std::string& part : split_at_blanks(value)) result.push_back(std::move(part));
    } else {
      result.push_back(std::move(text));
    }
  }
  return result;
}

bool mentions(const std::vector<std::string>& words, std::string_view name) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    std::size_t at = 0;
    while (const auto reference = next_reference(word, at)) {
      if (reference->name == name) return true;
      at = reference->end;
    }
    return false;
  });
}

}  // namespace

ShellVariables::ShellVariables(const std::vector<std::string>& arguments) {
  std::string all;
  for (std::size_t i = 0; i < arguments.size() && i <= 9; ++i) {
    std::string value = arguments[i];
    std::replace(value.begin(), value.end(), '$', kLiteralDollar);
    if (i > 0) all += (all.empty() ? "" : " ") + value;
    values_[std::to_string(i)] = {std::move(value)};
  }
  if (arguments.size() > 1) values_["@"] = values_["*"] = {all};
}

void ShellVariables::assign(std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos) return;
  std::string value;
  const auto first = replaced({std::string(assignment.substr(equals + 1))}).front();
  for (const std::string& word : first) {
    value += (value.empty() ? "" : " ") + word;
  }
  // A text can double a value again and again.
  if (value.size() > kLongestValue) return;
  values_[std::string(assignment.substr(0, equals))] = {std::move(value)};
}

bool ShellVariables::begin_loop(const std::vector<std::string>& words) {
  if (words.empty() || words[0] != "for") return false;
  if (words.size() < 4 || words[2] != "in") return true;
  const std::vector<std::string> list(words.begin() + 3, words.end());
  values_[words[1]] = replaced(list).front();
  return true;
}

std::vector<std::vector<std::string>> ShellVariables::replaced(
    const std::vector<std::string>& words) const {
  std::vector<std::vector<std::string>> all{words};
  // A value has no more variables that are known, so each variable has one turn.
  for (const auto& [name, values] : values_) {
    std::vector<std::vector<std::string>> next;
    for (const auto& list : all) {
      if (!mentions(list, name) || size_of(list) > kLongestCommand) {
        next.push_back(list);
        continue;
      }
      for (const std::string& value : values) {
        if (next.size() < kMostCommands) next.push_back(with_value(list, name, value));
      }
    }
    if (!next.empty()) all = std::move(next);
  }
  return all;
}

}  // namespace pkgmap::rules
