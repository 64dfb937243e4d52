#include "rules/policy/duration.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace pkgmap::rules {
namespace {

constexpr std::array<std::pair<char, std::int64_t>, 4> kUnits = {
    {{'d', 86'400}, {'h', 3'600}, {'m', 60}, {'s', 1}}};
constexpr std::int64_t kLongestDuration = 30 * 86'400;

}  // namespace

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const std::string_view digits = text.substr(0, text.size() - 1);
  if (digits.front() < '0' || digits.front() > '9') return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
  if (error != std::errc() || end != digits.end()) return std::nullopt;
  for (const auto& [unit, seconds] : kUnits) {
    if (text.back() != unit) continue;
    if (number > kLongestDuration / seconds) return std::nullopt;
    return std::chrono::seconds(number * seconds);
  }
  return std::nullopt;
}

std::string duration_text(std::chrono::seconds duration) {
  for (const auto& [unit, seconds] : kUnits) {
    const bool whole = duration.count() != 0 && duration.count() % seconds == 0;
    if (whole || seconds == 1) return std::to_string(duration.count() / seconds) + unit;
  }
  return {};
}

}  // namespace pkgmap::rules
