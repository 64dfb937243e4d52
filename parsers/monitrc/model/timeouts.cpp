#include "parsers/monitrc/model/timeouts.hpp"

#include <algorithm>

namespace pkgmap::monitrc {
namespace {

constexpr std::int64_t kLongestWait = 1'000'000'000'000;  ///< 31 years.

/// Returns 0 without a program: monit then waits for no process.
std::int64_t program_ms(const std::optional<Command>& program) {
  return program ? program->timeout_ms : 0;
}

}  // namespace

std::int64_t longest_test_ms(const Test& test) {
  if (test.kind != TestKind::connection) return 0;
  constexpr std::int64_t kAttempts = 1'000'000;  // Sums of many tests must not overflow.
  return std::min(test.timeout_ms * std::clamp<std::int64_t>(test.attempts, 1, kAttempts),
                  kLongestWait);
}

std::int64_t longest_method_ms(const Check& check) {
  return std::max(program_ms(check.start) + program_ms(check.stop), program_ms(check.restart));
}

std::int64_t longest_check_ms(const Check& check) {
  std::int64_t sum = longest_method_ms(check);
  for (const Test& test : check.tests) sum += longest_test_ms(test);
  return sum;
}

std::int64_t longest_delivery_ms(const ControlFile& file) {
  const Delivery& delivery = file.delivery;
  return delivery.mail_timeout_ms * static_cast<std::int64_t>(delivery.mailservers.size()) +
         delivery.mmonit_timeout_ms * static_cast<std::int64_t>(delivery.mmonits.size());
}

std::int64_t longest_cycle_ms(const ControlFile& file) {
  std::int64_t sum = 0;
  for (const Check& check : file.checks) sum += longest_check_ms(check);
  return sum;
}

}  // namespace pkgmap::monitrc
