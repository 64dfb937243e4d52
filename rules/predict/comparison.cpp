#include "rules/predict/comparison.hpp"

namespace pkgmap::rules {
namespace {

constexpr double kDay = 86'400;

/// Returns the bytes or seconds of one unit. A month has 31 days, as `monit -t -v` shows.
double factor_of(monitrc::MeasureUnit unit) {
  using monitrc::MeasureUnit;
  switch (unit) {
    case MeasureUnit::kilobyte:
      return 1U << 10U;
    case MeasureUnit::megabyte:
      return 1U << 20U;
    case MeasureUnit::gigabyte:
      return 1U << 30U;
    case MeasureUnit::minute:
      return 60;
    case MeasureUnit::hour:
      return 3'600;
    case MeasureUnit::day:
      return kDay;
    case MeasureUnit::month:
      return 31 * kDay;
    default:
      return 1;
  }
}

}  // namespace

bool has_limit(const monitrc::Test& test) {
  return test.trigger != monitrc::Trigger::changed;
}

bool fails_for(std::uint64_t value, const monitrc::Test& test) {
  using monitrc::Operator;
  const double limit = test.limit * factor_of(test.unit);
  const auto number = static_cast<double>(value);
  switch (test.op) {
    case Operator::equal:
      return number == limit;
    case Operator::not_equal:
      return number != limit;
    case Operator::less:
      return number < limit;
    case Operator::less_or_equal:
      return number <= limit;
    case Operator::greater:
      return number > limit;
    case Operator::greater_or_equal:
      return number >= limit;
    case Operator::changed:
    case Operator::match:
    case Operator::no_match:
      return false;  // Tests of sizes and ages do not use them.
  }
  return false;
}

}  // namespace pkgmap::rules
