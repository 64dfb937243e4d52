#include <algorithm>

#include "engine/session/resume/resume.hpp"
#include "tests/engine/session/model/model_host.hpp"
#include "tests/engine/session/model/people.hpp"

namespace pkgmap::model {
namespace {

template <class T>
const T* chosen(const std::vector<T>& values, std::uint64_t choice) {
  return values.empty() ? nullptr : &values[choice % values.size()];
}

bool starts_with(const std::string& name, const char* start) {
  return name.rfind(start, 0) == 0;
}

std::vector<int> called(const Scheduler& scheduler, const char* start) {
  std::vector<int> found;
  for (const int pid : scheduler.pids()) {
    if (starts_with(scheduler.name_of(pid), start)) found.push_back(pid);
  }
  return found;
}

// A person who has been told that a check was perhaps off before, and resumes it, wants it on: that
// is no word that the witness hears.
bool has_been_told(const SessionRecord& session) {
  return session.state == SessionState::kept &&
         std::any_of(session.checks.begin(), session.checks.end(),
                     [](const SuspendedCheck& check) { return check.went_off_again; });
}

}  // namespace

Done People::disturb(std::string_view step) {
  ++points_;
  if (resting_) return done();
  for (std::size_t i = 0; i < left_.size(); ++i) {
    const Disturbance one = left_[i];
    if (one.point > points_) continue;
    const bool needs_step = one.deed == Deed::fail_step || one.deed == Deed::kill_self;
    if (needs_step && step.empty()) continue;
    left_.erase(left_.begin() + static_cast<std::ptrdiff_t>(i));
    machine_.scheduler.note(std::string("* ") + name_of(one.deed));
    return carry_out(one, step);
  }
  return done();
}

Done People::carry_out(const Disturbance& one, std::string_view step) {
  switch (one.deed) {
    case Deed::fail_step:
      machine_.witness.forget_what_was_heard();
      return error_of_call(step, one.choice);
    case Deed::fill_disk:
    case Deed::free_disk:
      machine_.set_full(one.deed == Deed::fill_disk);
      break;
    case Deed::kill_self:
    case Deed::kill_manager:
    case Deed::kill_job:
    case Deed::kill_guard:
      kill_one(one);
      break;
    case Deed::terminate_guard:
      terminate_guard(one.choice);
      break;
    case Deed::freeze:
      freeze(one.choice);
      break;
    case Deed::vanish:
      machine_.witness.forget_what_was_heard();
      machine_.witness.forget_records();
      remove_records(one.choice);
      break;
    case Deed::hide:
      machine_.witness.forget_what_was_heard();
      machine_.witness.forget_records();
      hide_records();
      break;
    case Deed::monitor:
    case Deed::unmonitor:
      ask_monit(one);
      break;
    case Deed::tamper:
      tamper(one.choice);
      break;
    case Deed::restore:
      restore(one.choice);
      break;
    case Deed::resume_by_hand:
      resume_by_hand(one.choice);
      break;
    case Deed::recover:
      machine_.scheduler.spawn("recover", [this] { recover(); });
      break;
    case Deed::reboot:
      machine_.reboot();
      if (machine_.scheduler.self() != 0) Fiber::die();
      break;
    default:
      do_to_monit(one);
  }
  return done();
}

void People::do_to_monit(const Disturbance& one) {
  const auto pause = static_cast<Usec>(one.choice % 5000) * kMillisecond;
  switch (one.deed) {
    case Deed::reload:
      machine_.reload_monit(Who::administrator);
      break;
    case Deed::restart:
      machine_.monit.stop();
      machine_.restart_monit_in(pause / 10);
      break;
    case Deed::kill_monit:
      machine_.scheduler.note("monit is killed");
      machine_.monit.kill();
      machine_.restart_monit_in(pause);
      break;
    default:
      machine_.monit.be_busy(pause);
  }
}

void People::kill_one(const Disturbance& one) {
  Scheduler& scheduler = machine_.scheduler;
  if (one.deed == Deed::kill_self) scheduler.kill(scheduler.self());
  const bool guard = one.deed == Deed::kill_guard;
  const auto victims = called(scheduler, guard ? "guard" : "manager");
  const int* victim = chosen(victims, one.choice);
  if (!victim) return;
  const int self = scheduler.self();
  const bool job = one.deed == Deed::kill_job;
  bool with_self = false;
  for (const char* hook : {"suspend", "resume"}) {
    for (const int pid : called(scheduler, hook)) {
      if (job && pid == self) with_self = true;
      if (job && pid != self) scheduler.kill(pid);
    }
  }
  if (*victim == self || !scheduler.lives(*victim)) with_self = true;
  if (*victim != self && scheduler.lives(*victim)) scheduler.kill(*victim);
  if (with_self && scheduler.self() != 0) Fiber::die();
}

void People::terminate_guard(std::uint64_t choice) {
  const auto guards = called(machine_.scheduler, "guard");
  if (const int* guard = chosen(guards, choice)) machine_.tell_to_end(*guard);
}

void People::freeze(std::uint64_t choice) {
  std::vector<int> victims;
  for (const char* name : {"guard", "suspend", "resume", "recover", "person"}) {
    for (const int pid : called(machine_.scheduler, name)) victims.push_back(pid);
  }
  constexpr std::uint64_t kLongest = 120;
  constexpr std::uint64_t kOneInFour = 4;
  const Usec time = static_cast<Usec>(1 + choice % kLongest) * kSecond;
  const bool in_the_kernel = choice / kLongest % kOneInFour == 0;
  if (const int* victim = chosen(victims, choice)) {
    frozen_ = true;
    machine_.scheduler.freeze(*victim, time, in_the_kernel);
  }
}

bool People::is_guarded(const SessionRecord& session) {
  return session.state != SessionState::kept && machine_.scheduler.lives(session.guard_pid);
}

bool People::are_all_guarded(const std::vector<SessionRecord>& sessions) {
  return !sessions.empty() &&
         std::all_of(sessions.begin(), sessions.end(),
                     [this](const SessionRecord& session) { return is_guarded(session); });
}

void People::hide_records() {
  const auto all = machine_.journal().all();
  if (!all || !are_all_guarded(all->sessions)) return;
  vanished_ = true;
  machine_.disk.hide();
  machine_.scheduler.note("hides the state directory");
}

// Of the sessions whose guard has signed and lives. If that is every session, sometimes the whole
// directory.
void People::remove_records(std::uint64_t choice) {
  const auto all = machine_.journal().all();
  if (!all) return;
  vanished_ = true;
  if (are_all_guarded(all->sessions) && choice % 2 == 0) {
    machine_.disk.vanish();
    machine_.scheduler.note("removes the state directory");
    return;
  }
  for (const SessionRecord& session : all->sessions) {
    if (!is_guarded(session)) continue;
    machine_.disk.texts.erase(session.id + ".session");
    machine_.scheduler.note("removes the record of session " + session.id);
  }
}

void People::ask_monit(const Disturbance& one) {
  if (!machine_.monit.answers(machine_.scheduler.now())) return;
  const ModelService* service = chosen(machine_.monit.services(), one.choice);
  if (!service) return;
  const auto verb =
      one.deed == Deed::monitor ? MonitClient::Verb::monitor : MonitClient::Verb::unmonitor;
  machine_.scheduler.note("an administrator asks for " + service->check->name);
  if (verb == MonitClient::Verb::unmonitor) {
    machine_.witness.asked_to_unmonitor(*service);
  } else {
    machine_.witness.asked_to_monitor(*service);
  }
  machine_.monit.ask(verb, service->check->name, Who::administrator, machine_.scheduler.now());
}

void People::tamper(std::uint64_t choice) {
  machine_.put(kFiles[choice % kFiles.size()], "evil");
}

// Gives a file the content that its package ships, or, without a package, the content from the
// beginning.
void People::restore(std::uint64_t choice) {
  const std::string& path = kFiles[choice % kFiles.size()];
  std::optional<std::string> content;
  if (path == "/own") content = "own-1";
  for (const ModelPackage& package : machine_.packages) {
    const auto file = package.files.find(path);
    if (package.installed && file != package.files.end()) content = file->second;
  }
  machine_.put(path, content);
}

void People::resume_by_hand(std::uint64_t choice) {
  const auto all = machine_.journal().all();
  if (!all) return;
  const SessionRecord* session = chosen(all->sessions, choice);
  if (!session || has_been_told(*session)) return;
  machine_.witness.resumed_by_a_person(*session);
  machine_.scheduler.spawn("person", [this, id = session->id] {
    ModelHost host(machine_);
    static_cast<void>(resume(settings_, {id, Caller::person, {}, {}}, host));
  });
}

}  // namespace pkgmap::model
