#include "tests/engine/session/model/model_client.hpp"

#include "engine/system/step.hpp"

namespace pkgmap::model {
namespace {

Error monit_error(const std::string& message) {
  return Error{ErrorCode::monit, message};
}

const monitrc::Test* failed_checksum(const monitrc::Check& check) {
  for (const monitrc::Test& test : check.tests) {
    const bool failed = test.trigger == monitrc::Trigger::failed;
    if (test.kind == monitrc::TestKind::checksum && failed) return &test;
  }
  return nullptr;
}

}  // namespace

Done ModelClient::reach() {
  constexpr int kTries = 3;
  for (int tries = 1;; ++tries) {
    if (machine_.monit.answers(machine_.scheduler.now())) return done();
    if (tries == kTries) return monit_error("monit does not answer: Connection refused");
    machine_.scheduler.sleep(100 * kMillisecond);
  }
}

Result<status::Status> ModelClient::status() {
  if (auto stepped = step("monit.status"); !stepped) return monit_error(stepped.error().message);
  if (auto reached = reach(); !reached) return reached.error();
  return machine_.monit.status();
}

Result<std::optional<status::PageBaseline>> ModelClient::baseline(const std::string& check) {
  if (auto stepped = step("monit.page"); !stepped) return monit_error(stepped.error().message);
  if (auto reached = reach(); !reached) return reached.error();
  const ModelService* service = machine_.monit.find(check);
  if (!service) return monit_error("monit has no check " + check);
  if (!service->baseline || !failed_checksum(*service->check)) {
    return std::optional<status::PageBaseline>{};
  }
  return std::optional<status::PageBaseline>({*service->baseline, "MD5"});
}

Done ModelClient::act(Verb verb, const std::vector<std::string>& checks,
                      const std::string& /*version*/) {
  if (checks.empty()) return done();
  if (auto stepped = step("monit.act"); !stepped) return monit_error(stepped.error().message);
  if (auto reached = reach(); !reached) return reached.error();
  std::string unknown;
  for (const std::string& check : checks) {
    if (!machine_.monit.find(check)) {
      unknown = check;
      continue;
    }
    machine_.scheduler.note(
        std::string(verb == Verb::monitor ? "asks to monitor " : "asks to unmonitor ") + check);
    machine_.monit.ask(verb, check, Who::session, machine_.scheduler.now());
  }
  if (!unknown.empty()) return monit_error("monit has no check " + unknown);
  // The request was taken, but its answer is lost.
  if (auto answered = step("monit.answer"); !answered) return monit_error(answered.error().message);
  return done();
}

}  // namespace pkgmap::model
