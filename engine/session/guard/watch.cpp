#include "engine/session/guard/watch.hpp"

#include <algorithm>
#include <utility>

#include "engine/session/acts/cascade.hpp"
#include "engine/session/acts/first_answer.hpp"
#include "engine/session/acts/in_turn.hpp"
#include "engine/session/acts/taken_back.hpp"
#include "engine/session/host/session_settings.hpp"
#include "engine/session/host/turn.hpp"
#include "engine/system/step.hpp"
#include "parsers/source/counted.hpp"

namespace pkgmap {
namespace {

constexpr std::chrono::milliseconds kEvery{2'000};
// After its start delay, monit makes its first tests as soon as it answers. A monit that refuses
// this host writes a line into its log each time.
constexpr std::chrono::milliseconds kEveryInTheStartDelay{250};
constexpr std::chrono::seconds kAfterManyRefusals{60};

std::chrono::milliseconds pause_between_looks(const SessionRecord& record) {
  return record.unasked && record.start_delay > 0 ? kEveryInTheStartDelay : kEvery;
}

}  // namespace

MonitWatch::MonitWatch(const Settings& settings, const Journal& journal,
                       const SessionRecord& record, Host& host)
    : settings_(settings),
      journal_(journal),
      session_(record.id),
      host_(host),
      next_(host.now() + pause_between_looks(record)),
      incarnation_(record.incarnation) {
}

void MonitWatch::connect(const SessionRecord& record) {
  next_connection_ = host_.now() + kEvery;
  monit_.reset();
  auto parsed = host_.read_control_file(settings_of(settings_, record));
  if (!parsed) return;
  control_file_ = std::move(parsed->control_file);
  auto monit = host_.connect(settings_, control_file_);
  if (monit) monit_ = std::move(*monit);
}

// For the tests of single steps, looking is no step.
std::optional<status::Status> MonitWatch::status_now(const SessionRecord& record) {
  const UntoldSteps looking;
  if (!answers_ && host_.now() >= next_connection_) connect(record);
  if (!monit_) return std::nullopt;
  auto status = monit_->status();
  answers_ = status.ok();
  wait_after_a_refusal();
  return status ? std::optional(std::move(*status)) : std::nullopt;
}

void MonitWatch::wait_after_a_refusal() {
  if (!monit_->refuses_login()) {
    pause_ = {};
    return;
  }
  pause_ = std::clamp<Host::Clock::duration>(pause_ * 2, kEvery, kAfterManyRefusals);
  next_ = host_.now() + pause_;
}

void MonitWatch::look(const SessionRecord& record) {
  if (host_.now() < next_) return;
  // While the session is suspending, its checks may still be on.
  const bool waits = record.state == SessionState::suspending && record.unasked;
  next_ = host_.now() + pause_between_looks(record);
  const bool suspended = record.state == SessionState::suspended;
  if ((!waits && !suspended) || record.stopped) return;
  const auto status = status_now(record);
  if (!status) return;
  if (waits) return suspend_first(*status);
  const bool another = status->incarnation != incarnation_;
  const OnAgain on = on_again(*status, record, another);
  // While monit has not taken the request, its checks are on because monit forgot, not because
  // somebody has monitored them.
  if (on.forgotten.empty() || suspend_again(on.forgotten)) incarnation_ = status->incarnation;
  if (on.taken) give_back_now();
}

// A check that is off again counts as any other: another hook may have suspended it.
MonitWatch::OnAgain MonitWatch::on_again(const status::Status& status, const SessionRecord& record,
                                         bool another) {
  OnAgain on;
  for (const SuspendedCheck& check : record.checks) {
    const status::Service* service = status.find(check.name);
    if (!service) continue;
    if (service->settled_off()) {
      std::erase_if(taken_back_,
                    [&](const std::string& name) { return same_name(name, check.name); });
    }
    if (!service->settled_on()) continue;
    const bool known = names_check(taken_back_, check.name);
    if (another && check.off_usec != 0 && !known) {
      on.forgotten.push_back(check.name);
    } else {
      on.taken = on.taken || check.off_usec != 0;
      if (!known) taken_back_.push_back(check.name);
    }
  }
  return on;
}

bool MonitWatch::answers(const SessionRecord& record) {
  if (host_.now() < next_) return false;
  next_ = host_.now() + pause_between_looks(record);
  return status_now(record).has_value();
}

bool MonitWatch::may_act(const SessionRecord& record) const {
  return is_open(record) && record.guard_pid == host_.own_pid();
}

void MonitWatch::suspend_first(const status::Status& status) {
  auto turn = Turn::take(host_, journal_);
  if (!turn || !journal_.has(session_)) return;
  auto record = journal_.load(session_);
  // Another process may have begun to resume meanwhile, or another guard may have taken over.
  if (!record || !record->unasked || record->state != SessionState::suspending ||
      !may_act(*record)) {
    return;
  }
  incarnation_ = status.incarnation;
  const AtOnce at_once(*monit_);
  static_cast<void>(suspend_at_first_answer(
      host_, *turn, journal_, *monit_, control_file_, status,
      [this](const SessionRecord& now) { return may_act(now); }, *record));
}

// If the record cannot be written, the checks stay in memory as taken back, and the next look tries
// again.
void MonitWatch::give_back_now() {
  auto turn = Turn::take(host_, journal_);
  if (!turn || !journal_.has(session_)) return;
  const AtOnce at_once(*monit_);
  const auto status = status_in_turn(host_, *turn, *monit_);
  if (!status || !journal_.has(session_)) return;
  auto record = journal_.load(session_);
  if (!record || record->state != SessionState::suspended || !may_act(*record)) return;
  // A monit that has read its control file meanwhile may only have forgotten.
  if ((*status)->incarnation != incarnation_) return;
  const auto names = taken_back(**status, *record);
  if (names.empty()) return;
  give_back(names, host_.wall_usec(), *record);
  record->unverified = true;
  if (!journal_.save(*record)) return;
  host_.log({LogEntry::Level::notice,
             "somebody has monitored " + counted(names.size(), "check") +
                 " while the session had them: they are not the session's any more",
             {{"MONIT_PKGMAP_SESSION", session_}}});
}

bool MonitWatch::suspend_again(const CheckNames& names) {
  auto turn = Turn::take(host_, journal_);
  if (!turn || !journal_.has(session_)) return false;
  const AtOnce at_once(*monit_);
  const auto before = status_in_turn(host_, *turn, *monit_);
  if (!before || !journal_.has(session_)) return false;
  auto record = journal_.load(session_);
  // Another process may have begun to resume meanwhile, or another guard may have taken over.
  if (!record || record->state != SessionState::suspended || !may_act(*record)) return false;
  const auto acted = unmonitor_in_record(
      host_, *turn, journal_, *monit_, control_file_, **before, names,
      [this](const SessionRecord& now) { return may_act(now); }, *record);
  if (!acted || acted->over) return false;
  host_.log({LogEntry::Level::notice,
             "monit had forgotten that checks were suspended; it was asked again",
             {{"MONIT_PKGMAP_SESSION", session_}}});
  return true;
}

}  // namespace pkgmap
