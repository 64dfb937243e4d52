// How the monit of the model looks at a check.
#include "tests/engine/session/model/digests.hpp"
#include "tests/engine/session/model/model_monit.hpp"

namespace pkgmap::model {
namespace {

using monitrc::TestKind;

// The bits of `status` in monit's XML (monit(1)).
constexpr int kChecksumFailed = 0x1;
constexpr int kSizeFailed = 0x10;
constexpr int kDoesNotExist = 0x200;
constexpr int kExecFailed = 0x1000;
constexpr int kOn = 1;
constexpr int kWaiting = 4;

int error_of(const monitrc::Test& test) {
  return test.kind == TestKind::checksum ? kChecksumFailed : kSizeFailed;
}

// monit restarts a missing process, unless a test says otherwise.
bool restarts(const monitrc::Check& check) {
  for (const monitrc::Test& test : check.tests) {
    if (test.kind == TestKind::exist) return test.action.kind == monitrc::ActionKind::restart;
  }
  return true;
}

}  // namespace

bool ModelMonit::is_skipped(ModelService& service) const {
  if (service.check->every) {
    if (++service.counter < service.check->every->cycles) {
      service.monitor |= kWaiting;
      return true;
    }
    service.counter = 0;
  }
  service.monitor &= ~kWaiting;
  const int passed_over = version_.major < 6 ? 0 : kWaiting;
  for (const std::size_t number : service.parents) {
    const ModelService& parent = services_[number];
    if ((parent.monitor & ~passed_over) != kOn || parent.errors != 0) return true;
  }
  return false;
}

// Looks at the check and returns how long monit is busy with it.
Usec ModelMonit::look_at(ModelService& service) {
  service.collected = world_.wall();
  service.monitor = kOn;
  if (service.check->type == monitrc::CheckType::process) return look_at_process(service);
  look_at_file(service);
  return 0;
}

Usec ModelMonit::look_at_process(ModelService& service) {
  const monitrc::Check& check = *service.check;
  if (world_.runs && world_.runs(check)) {
    service.errors = 0;
    return 0;
  }
  service.errors = kDoesNotExist;
  if (!check.start || !restarts(check)) return 0;
  service.errors |= kExecFailed;
  return check.start->timeout_ms * kMillisecond;
}

void ModelMonit::look_at_file(ModelService& service) {
  const monitrc::Check& check = *service.check;
  const auto content =
      check.path.empty() ? std::optional<std::string>("") : world_.content(check.path);
  service.errors = content ? 0 : kDoesNotExist;
  if (!content) return;
  service.failures.resize(check.tests.size());
  bool unmonitors = false;
  for (std::size_t i = 0; i < check.tests.size(); ++i) {
    const monitrc::Test& test = check.tests[i];
    int& failures = service.failures[i];
    failures = fails(service, test, *content) ? failures + 1 : 0;
    const bool acts = failures > 0 && failures >= test.cycles;
    if (acts || (failures > 0 && version_.major >= 6)) service.errors |= error_of(test);
    unmonitors = unmonitors || (acts && test.action.kind == monitrc::ActionKind::unmonitor);
  }
  if (unmonitors) unmonitor_down(service, Who::test, check.name);
}

bool ModelMonit::fails(ModelService& service, const monitrc::Test& test,
                       const std::string& content) const {
  if (test.kind == TestKind::size && test.op == monitrc::Operator::greater) {
    return static_cast<double>(content.size()) > test.limit;
  }
  if (test.kind != TestKind::checksum) return false;
  service.measured = content;
  if (!test.expect.empty()) return digest_of_text(content, algorithm_of(test)) != test.expect;
  // If the file was missing when monit read its control file, monit takes the baseline at the first
  // look that finds the file.
  if (!service.baseline || test.trigger == monitrc::Trigger::changed) service.baseline = content;
  return *service.baseline != content;
}

}  // namespace pkgmap::model
