#include "rules/predict/comparison.hpp"

#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "parsers/source/ascii.hpp"

namespace pkgmap::rules {
namespace {

using Words = std::vector<std::string>;

// monit(1): words are separated by blanks and , ; ( ) and their case is ignored.
Words words_of(std::string_view statement) {
  Words words(1);
  for (const char c : statement) {
    const bool apart = c <= ' ' || c == ',' || c == ';' || c == '(' || c == ')';
    if (!apart) {
      words.back() += lower(c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
    if (words.back() == "then") break;
  }
  return words;
}

using Operator = std::pair<std::string_view, Compare>;
using Unit = std::pair<std::string_view, std::uint64_t>;

constexpr std::array<Operator, 16> kOperators = {{
    {">", Compare::greater},
    {"greater", Compare::greater},
    {"gt", Compare::greater},
    {"more", Compare::greater},
    {"older", Compare::greater},
    {"<", Compare::less},
    {"less", Compare::less},
    {"lt", Compare::less},
    {"newer", Compare::less},
    {">=", Compare::greater_equal},
    {"ge", Compare::greater_equal},
    {"<=", Compare::less_equal},
    {"le", Compare::less_equal},
    {"!=", Compare::not_equal},
    {"ne", Compare::not_equal},
    {"notequal", Compare::not_equal},
}};

constexpr std::array<Unit, 9> kSizes = {{
    {"b", 1},
    {"byte", 1},
    {"bytes", 1},
    {"kb", 1U << 10U},
    {"kilobyte", 1U << 10U},
    {"mb", 1U << 20U},
    {"megabyte", 1U << 20U},
    {"gb", 1U << 30U},
    {"gigabyte", 1U << 30U},
}};

constexpr std::uint64_t kDay = 86'400;

// A month has 31 days: `monit -t -v` says so.
constexpr std::array<Unit, 10> kAges = {{
    {"second", 1},
    {"seconds", 1},
    {"minute", 60},
    {"minutes", 60},
    {"hour", 3'600},
    {"hours", 3'600},
    {"day", kDay},
    {"days", kDay},
    {"month", 31 * kDay},
    {"months", 31 * kDay},
}};

std::optional<std::uint64_t> number_of(const std::string& word) {
  std::uint64_t number = 0;
  const char* end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, number);
  if (word.empty() || error != std::errc() || stop != end) return std::nullopt;
  return number;
}

template <std::size_t Size>
std::optional<Comparison> comparison_of(std::string_view statement,
                                        const std::array<Unit, Size>& units) {
  const Words words = words_of(statement);
  Comparison comparison;
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const auto& [word, compare] : kOperators) {
      if (words[i] == word) comparison.compare = compare;
    }
    const auto number = number_of(words[i]);
    if (!number) continue;
    comparison.limit = *number;
    for (const auto& [unit, factor] : units) {
      const bool fits = *number <= ~std::uint64_t{0} / factor;
      if (i + 1 < words.size() && words[i + 1] == unit && fits) comparison.limit *= factor;
    }
    return comparison;
  }
  return std::nullopt;
}

bool has(const Words& words, std::initializer_list<std::string_view> any) {
  for (const std::string& word : words) {
    for (const std::string_view known : any) {
      if (word == known) return true;
    }
  }
  return false;
}

}  // namespace

bool holds(std::uint64_t value, const Comparison& comparison) {
  switch (comparison.compare) {
    case Compare::equal:
      return value == comparison.limit;
    case Compare::not_equal:
      return value != comparison.limit;
    case Compare::less:
      return value < comparison.limit;
    case Compare::less_equal:
      return value <= comparison.limit;
    case Compare::greater:
      return value > comparison.limit;
    case Compare::greater_equal:
      return value >= comparison.limit;
  }
  return false;
}

std::optional<Comparison> size_comparison(std::string_view statement) {
  return comparison_of(statement, kSizes);
}

std::optional<Comparison> age_comparison(std::string_view statement) {
  return comparison_of(statement, kAges);
}

FileTime file_time(std::string_view statement) {
  const Words words = words_of(statement);
  if (has(words, {"atime", "access"})) return FileTime::access;
  if (has(words, {"ctime", "change"})) return FileTime::change;
  if (has(words, {"mtime", "modification", "modify"})) return FileTime::modification;
  return FileTime::any;
}

bool asks_for_absence(std::string_view statement) {
  return has(words_of(statement), {"not"});
}

}  // namespace pkgmap::rules
