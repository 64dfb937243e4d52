#include "engine/session/acts/first_answer.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/gather.hpp"
#include "engine/journal/watchers.hpp"
#include "parsers/monitrc/model/version.hpp"

namespace pkgmap {
namespace {

bool depends_on_one_of(const CheckNames& names, const SuspendedCheck& check) {
  return std::any_of(
      check.prerequisites.begin(), check.prerequisites.end(),
      [&](const std::string& prerequisite) { return names_check(names, prerequisite); });
}

// From 5.26 on monit waits only at its first start after a boot, or if it has no saved state. In
// both cases it begins with every check on that has not another `onreboot`.
constexpr monitrc::Version kWaitsAfterBootOnly{5, 26, 0};

/// What monit's first status tells of the time when the session began.
class FirstAnswer {
 public:
  FirstAnswer(const status::Status& status, const SessionRecord& record)
      : status_(status),
        since_(record.since),
        monit_began_(record.monit_began),
        written_again_(record.written_again) {
    waited_ = !was_read_since() && waits_after_boot_only() &&
              since_ < status.incarnation + record.start_delay;
    for (const status::Service& service : status.services) {
      if (!service.monitored() && was_tested(service)) went_off_.push_back(service.name);
    }
  }

  /// Whether monit monitored this check after the session had begun, or when it began.
  bool was_on(const SuspendedCheck& check, const status::Service& service) const {
    return was_tested(service) || (waited_ && check.begins_on);
  }

  /// For a check that is off, and of which was_on() does not know that it was on: whether monit or
  /// the session may have switched it off since the session began. monit does not keep the times of
  /// its tests when it reads its control file, and a record that was written again does not say
  /// what the session has suspended.
  bool may_have_gone_off(const SuspendedCheck& check) const {
    return written_again_ || was_read_since() || depends_on_one_of(went_off_, check);
  }

 private:
  // monit says the second of its last reading. In the second in which the session began, this is
  // the start that the session has seen. A reload in the same second changes nothing that counts:
  // until the end of the start delay nobody can switch a check off.
  bool was_read_since() const {
    return status_.incarnation > since_ || (status_.incarnation == since_ && !is_the_start());
  }

  // monit reads its control file within a second of its start.
  bool is_the_start() const {
    return monit_began_ != 0 && status_.incarnation >= monit_began_ &&
           status_.incarnation <= monit_began_ + 1;
  }

  bool was_tested(const status::Service& service) const {
    return service.collected_usec / kSecond > std::max(status_.incarnation, since_);
  }

  bool waits_after_boot_only() const {
    const auto version = monitrc::version_of(status_.version);
    return version && *version >= kWaitsAfterBootOnly;
  }

  const status::Status& status_;
  std::int64_t since_;
  std::int64_t monit_began_;
  bool written_again_;
  bool waited_ = false;  ///< monit was in its start delay when the session began.
  CheckNames went_off_;
};

// What another session has suspended is off at the first answer, and is ours all the same.
void note_what_others_suspended(const std::vector<SessionRecord>& sessions, SessionRecord& record) {
  for (const SessionRecord& other : sessions) {
    for (SuspendedCheck& mine : record.checks) {
      const bool theirs = other.id != record.id && has_suspended(other, mine.name);
      if (theirs) mine.off_usec = off_since(*other.find(mine.name), other);
    }
  }
}

// Whatever was known of the check when monit was silent: monit monitors it now.
void note_on(SuspendedCheck& check) {
  check.off_usec = 0;
  check.went_off_again = false;
  check.kept_reason.clear();
}

}  // namespace

std::int64_t off_since(const SuspendedCheck& check, const SessionRecord& record) {
  return check.off_usec != 0 ? check.off_usec : record.since * kSecond;
}

CheckNames sort_by_first_answer(const status::Status& status,
                                const std::vector<SessionRecord>& sessions, SessionRecord& record) {
  note_what_others_suspended(sessions, record);
  const FirstAnswer answer(status, record);
  CheckNames on;
  std::vector<SuspendedCheck> ours;
  for (SuspendedCheck& check : record.checks) {
    const status::Service* service = status.find(check.name);
    if (service && service->monitored()) {
      on.push_back(check.name);
      note_on(check);
    } else if (!service || check.off_usec != 0 || check.went_off_again) {
      // monit does not have it; or it is known from another session, or from an earlier request.
    } else if (answer.was_on(check, *service)) {
      check.off_usec = std::max(service->collected_usec, record.since * kSecond);
    } else if (answer.may_have_gone_off(check)) {
      check.kept_reason = kOffAtFirstAnswer;
      check.went_off_again = true;
    } else {
      continue;
    }
    ours.push_back(std::move(check));
  }
  record.checks = std::move(ours);
  record.unasked = false;
  record.written_again = false;
  if (record.state == SessionState::suspending) record.state = SessionState::suspended;
  record.monit_id = status.id;
  record.incarnation = status.incarnation;
  return on;
}

Result<bool> suspend_at_first_answer(Host& host, Turn& turn, const Journal& journal,
                                     MonitClient& monit, const monitrc::ControlFile& control_file,
                                     const status::Status& status, const MayAct& may_act,
                                     SessionRecord& record) {
  const auto all = journal.all();
  if (!all) return all.error();
  const SessionState before = record.state;
  const auto others = sessions_of(all->sessions, record.control_file);
  const auto on = sort_by_first_answer(status, others, record);
  if (on.empty()) {
    const Done saved = journal.save(record);
    return saved ? Result<bool>(true) : Result<bool>(saved.error());
  }
  const auto acted =
      unmonitor_in_record(host, turn, journal, monit, control_file, status, on, may_act, record);
  if (!acted) {
    note_off(on, host.wall_usec(), record);
    record.unasked = true;
    record.state = before;
    if (turn.is_held()) static_cast<void>(journal.save(record));
    return acted.error();
  }
  if (acted->over) return false;
  host.log({LogEntry::Level::notice,
            "monit answers now: suspended " + std::to_string(acted->done.size()) + " checks",
            {{"MONIT_PKGMAP_SESSION", record.id}}});
  return true;
}

}  // namespace pkgmap
