#include "rules/cascade.hpp"

#include <algorithm>

namespace pkgmap::rules {
namespace {

// `every` with a cron expression: nobody can say when the turn before was.
constexpr std::int64_t kTurnOfCron = 3600;
// Seconds. monit does not test a dependent while a prerequisite fails, as during the update itself.
constexpr std::int64_t kSlack = 300;

bool went_with(const LastTests& root, const LastTests& dependent) {
  const std::int64_t before = root.at - dependent.at;
  return dependent.at != 0 && before <= 2 * dependent.turn + kSlack &&
         -before <= root.turn + kSlack;
}

}  // namespace

LastTests last_tests_of(const status::Service& service, int poll) {
  constexpr std::int64_t kMicroseconds = 1'000'000;
  LastTests tests{!service.monitored(), service.collected_usec / kMicroseconds, poll};
  if (!service.every) return tests;
  tests.turn = service.every->number > 0 ? std::int64_t{poll} * service.every->number : kTurnOfCron;
  return tests;
}

CheckSet taken_along(const Dependencies& graph, std::size_t check,
                     const std::vector<LastTests>& tests) {
  const LastTests& root = tests[check];
  if (!root.off || root.at == 0) return {};
  CheckSet taken = graph.down_closure({check});
  std::erase_if(taken, [&](std::size_t other) {
    return other == check || !tests[other].off || !went_with(root, tests[other]);
  });
  return taken;
}

}  // namespace pkgmap::rules
