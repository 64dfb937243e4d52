#include "parsers/monitrc/timeouts.hpp"

#include <algorithm>

namespace pkgmap::monitrc {
namespace {

constexpr std::int64_t kLongest = 1'000'000'000'000;  ///< 31 years.

std::int64_t milliseconds(const std::optional<int>& seconds, int otherwise) {
  return seconds ? std::int64_t{*seconds} * 1'000 : otherwise;
}

/// Without a program there is nothing to wait for.
std::int64_t program_ms(const std::optional<Command>& program, int otherwise) {
  return program ? milliseconds(program->timeout_seconds, otherwise) : 0;
}

}  // namespace

std::int64_t longest_test_ms(const Test& test, const Limits& limits) {
  if (test.kind != TestKind::connection) return 0;
  constexpr std::int64_t kAttempts = 1'000'000;  // Sums of many tests must not overflow.
  const std::int64_t once = milliseconds(test.timeout_seconds, limits.network_timeout_ms);
  return std::min(once * std::clamp<std::int64_t>(test.attempts, 1, kAttempts), kLongest);
}

std::int64_t longest_method_ms(const Check& check, const Limits& limits) {
  const std::int64_t start = program_ms(check.start, limits.start_timeout_ms);
  const std::int64_t stop = program_ms(check.stop, limits.stop_timeout_ms);
  return std::max(start + stop, program_ms(check.restart, limits.restart_timeout_ms));
}

std::int64_t longest_check_ms(const Check& check, const Limits& limits) {
  std::int64_t sum = longest_method_ms(check, limits);
  for (const Test& test : check.tests) sum += longest_test_ms(test, limits);
  return sum;
}

std::int64_t longest_delivery_ms(const ControlFile& file) {
  const Delivery& delivery = file.delivery;
  return std::int64_t{delivery.mail_timeout_ms} * delivery.mailservers +
         std::int64_t{delivery.mmonit_timeout_ms} * delivery.mmonits;
}

std::int64_t longest_cycle_ms(const ControlFile& file) {
  std::int64_t sum = 0;
  for (const Check& check : file.checks) sum += longest_check_ms(check, file.limits);
  return sum;
}

}  // namespace pkgmap::monitrc
