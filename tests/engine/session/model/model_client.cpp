#include "tests/engine/session/model/model_client.hpp"

#include "engine/system/step.hpp"
#include "rules/plan/evaluate.hpp"
#include "tests/engine/session/model/digests.hpp"

namespace pkgmap::model {
namespace {

Error monit_error(const std::string& message, const std::string& hint = {}) {
  return Error{ErrorCode::monit, message, hint};
}

// As a real monit's client says it.
constexpr const char* kNotReadYet =
    "was the control file, or its password file, changed since monit read it? Then reload monit";

}  // namespace

std::optional<Digest> page_of(const ModelService& service) {
  const monitrc::Test* test = rules::checksum_test(*service.check);
  if (!test || test->trigger != monitrc::Trigger::failed) return std::nullopt;
  if (!test->expect.empty()) return Digest{algorithm_of(*test), test->expect};
  if (!service.baseline) return std::nullopt;
  const Algorithm algorithm = algorithm_of(*test);
  return Digest{algorithm, digest_of_text(*service.baseline, algorithm)};
}

Done ModelClient::reach() {
  const int last = patient_ ? 3 : 1;
  refuses_login_ = false;
  for (int tries = 1;; ++tries) {
    const bool serves = !access_ || machine_.monit.serves(*access_);
    const bool answers = machine_.monit.answers(machine_.scheduler.now());
    if (serves && answers) return done();
    if (answers && machine_.monit.listens(*access_)) {
      refuses_login_ = true;
      machine_.monit.note_refusal();
      return monit_error("monit refuses our credentials", kNotReadYet);
    }
    if (tries == last) return monit_error("monit does not answer: Connection refused");
    machine_.scheduler.sleep(100 * kMillisecond);
  }
}

std::optional<Peer> ModelClient::peer() {
  if (!machine_.monit.alive()) return std::nullopt;
  return Peer{Peer::KnownBy::process, machine_.monit_pid(), machine_.monit_start_time()};
}

bool ModelClient::nobody_listens() {
  return !machine_.monit.answers(machine_.scheduler.now());
}

Result<status::Status> ModelClient::status() {
  if (auto stepped = step("monit.status"); !stepped) return monit_error(stepped.error().message);
  if (auto reached = reach(); !reached) return reached.error();
  return machine_.monit.status();
}

Result<const ModelService*> ModelClient::page(const std::string& check) {
  if (auto stepped = step("monit.page"); !stepped) return monit_error(stepped.error().message);
  if (auto reached = reach(); !reached) return reached.error();
  const ModelService* service = machine_.monit.find(check);
  if (!service) return monit_error("monit has no check " + check);
  // In a request monit takes the text after '?' for the query of a page with a shorter name.
  if (check.find('?') != std::string::npos) return monit_error("monit has no page of " + check);
  return service;
}

Result<std::optional<Digest>> ModelClient::baseline(const std::string& check) {
  const auto service = page(check);
  if (!service) return service.error();
  return page_of(**service);
}

Result<CheckNames> ModelClient::prerequisites(const std::string& check) {
  const auto service = page(check);
  if (!service) return service.error();
  CheckNames names;
  for (const std::size_t parent : (*service)->parents) {
    names.push_back(machine_.monit.services()[parent].check->name);
  }
  return names;
}

Done ModelClient::act(Verb verb, const CheckNames& checks, const std::string& /*version*/) {
  if (checks.empty()) return done();
  if (auto stepped = step("monit.act"); !stepped) return monit_error(stepped.error().message);
  if (auto reached = reach(); !reached) return reached.error();
  machine_.asks_monit();
  std::string unknown;
  for (const std::string& check : checks) {
    if (!machine_.monit.find(check)) {
      unknown = check;
      continue;
    }
    machine_.scheduler.note(
        std::string(verb == Verb::monitor ? "asks to monitor " : "asks to unmonitor ") + check);
    if (verb == Verb::unmonitor && who_ == Who::session) machine_.witness.will_unmonitor(check);
    machine_.monit.ask(verb, check, who_, machine_.scheduler.now());
  }
  if (!unknown.empty()) return monit_error("monit has no check " + unknown);
  // monit has taken the request, but its answer is lost.
  if (auto answered = step("monit.answer"); !answered) return monit_error(answered.error().message);
  return done();
}

}  // namespace pkgmap::model
