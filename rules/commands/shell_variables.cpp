#include "rules/commands/shell_variables.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <utility>

namespace pkgmap::rules {
namespace {

// Bytes.
constexpr std::size_t kLongestValue = 256;
constexpr std::size_t kLongestCommand = 16 * 1024;
constexpr std::size_t kMostValueBytes = 16 * 1024;  // Of all values.

constexpr std::size_t kMostVariables = 256;

std::size_t size_of(const Words& words) {
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

Words split_at_blanks(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const std::size_t begin = text.find_first_not_of(" \t\n");
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(" \t\n", begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
  return words;
}

/// The value that each variable has in one command.
using Values = std::map<std::string_view, std::string_view>;

/// The values of a variable, and whose turn it is.
struct Choice {
  std::string_view name;
  const Words* values;  ///< Never empty.
  std::size_t turn = 0;
};

Values values_of(const std::vector<Choice>& choices) {
  Values values;
  for (const Choice& choice : choices) values[choice.name] = (*choice.values)[choice.turn];
  return values;
}

// Goes on to the next values, the last variable first; returns false behind the last ones.
bool go_on(std::vector<Choice>& choices) {
  for (auto choice = choices.rbegin(); choice != choices.rend(); ++choice) {
    if (++choice->turn < choice->values->size()) return true;
    choice->turn = 0;
  }
  return false;
}

// Adds a word with the variables replaced. A word that is only a variable becomes the words of its
// value.
void add_with_values(const std::string& word, const Values& values, Words& result) {
  std::string text;
  std::size_t at = 0;
  while (const auto reference = next_reference(word, at)) {
    const auto value = values.find(reference->name);
    const bool known = value != values.end();
    if (known && reference->begin == 0 && reference->end == word.size()) {
      for (std::string& part : split_at_blanks(value->second)) result.push_back(std::move(part));
      return;
    }
    text += std::string_view(word).substr(at, reference->begin - at);
    text +=
        known ? value->second
              : std::string_view(word).substr(reference->begin, reference->end - reference->begin);
    at = reference->end;
    if (text.size() > kLongestCommand) break;
  }
  result.push_back(text + word.substr(at));
}

// No variable is replaced within a value. A command that becomes too long stays as it is written.
Words with_values(const Words& words, const Values& values) {
  Words result;
  std::size_t size = 0;
  for (const std::string& word : words) {
    const std::size_t before = result.size();
    add_with_values(word, values, result);
    for (std::size_t i = before; i < result.size(); ++i) size += result[i].size();
    if (size > kLongestCommand) return words;
  }
  return result;
}

std::set<std::string_view> mentioned(const Words& words) {
  std::set<std::string_view> names;
  for (const std::string& word : words) {
    std::size_t at = 0;
    while (const auto reference = next_reference(word, at)) {
      names.insert(reference->name);
      at = reference->end;
    }
  }
  return names;
}

}  // namespace

bool is_assignment(std::string_view word) {
  const std::size_t equals = word.find('=');
  return equals != std::string_view::npos && equals > 0 &&
         word.substr(0, equals).find_first_of("/$-. ") == std::string_view::npos;
}

ShellVariables::ShellVariables(const Words& arguments) {
  std::string all;
  for (std::size_t i = 0; i < arguments.size() && i <= 9; ++i) {
    if (i > 0) all += (all.empty() ? "" : " ") + arguments[i];
    set(std::to_string(i), {arguments[i]});
  }
  if (arguments.size() <= 1) return;
  set("@", {all});
  set("*", {all});
}

// Without a value that is short enough, nobody knows the variable any more.
void ShellVariables::set(std::string name, Words values) {
  if (const auto old = values_.find(name); old != values_.end()) {
    bytes_ -= size_of(old->second);
    values_.erase(old);
  }
  const std::size_t size = size_of(values);
  if (values.empty() || values_.size() >= kMostVariables || bytes_ + size > kMostValueBytes) return;
  bytes_ += size;
  values_.emplace(std::move(name), std::move(values));
}

void ShellVariables::assign(std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos) return;
  std::string value;
  const Words first = replaced({std::string(assignment.substr(equals + 1))}).front();
  for (const std::string& word : first) {
    value += (value.empty() ? "" : " ") + word;
  }
  std::string name(assignment.substr(0, equals));
  // A text can double a value again and again.
  if (value.size() > kLongestValue) {
    set(std::move(name), {});
  } else {
    set(std::move(name), {std::move(value)});
  }
}

bool ShellVariables::begin_loop(const Words& words) {
  if (words.empty() || words[0] != "for") return false;
  if (words.size() < 4 || words[2] != "in") return true;
  Words values = replaced({words.begin() + 3, words.end()}).front();
  const auto is_long = [](const std::string& value) { return value.size() > kLongestValue; };
  values.erase(std::remove_if(values.begin(), values.end(), is_long), values.end());
  if (values.size() > kMostCommands) values.resize(kMostCommands);
  set(words[1], std::move(values));
  return true;
}

std::vector<Words> ShellVariables::replaced(const Words& words) const {
  std::vector<Choice> choices;
  for (const std::string_view name : mentioned(words)) {
    const auto known = values_.find(name);
    if (known != values_.end()) choices.push_back({known->first, &known->second});
  }
  if (choices.empty()) return {words};
  std::vector<Words> all;
  do {
    all.push_back(with_values(words, values_of(choices)));
  } while (all.size() < kMostCommands && go_on(choices));
  return all;
}

}  // namespace pkgmap::rules
