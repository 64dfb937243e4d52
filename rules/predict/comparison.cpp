#include "rules/predict/comparison.hpp"

namespace pkgmap::rules {

bool has_limit(const monitrc::Test& test) {
  return test.trigger != monitrc::Trigger::changed;
}

bool fails_for(std::uint64_t value, const monitrc::Test& test) {
  using monitrc::Operator;
  const double limit = test.limit * static_cast<double>(size_of(test.unit));
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
