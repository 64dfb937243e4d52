#include "engine/session/guard/guard.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "engine/monit/served_monit.hpp"
#include "engine/session/acts/bypassed.hpp"
#include "engine/session/acts/end_marks.hpp"
#include "engine/session/acts/stale.hpp"
#include "engine/session/guard/file_recovery.hpp"
#include "engine/session/guard/keepsake.hpp"
#include "engine/session/guard/leftovers.hpp"
#include "engine/session/guard/manager_watch.hpp"
#include "engine/session/guard/recheck.hpp"
#include "engine/session/guard/watch.hpp"
#include "engine/session/host/session_settings.hpp"
#include "engine/session/resume/resume.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/io.hpp"
#include "engine/system/step.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLookEvery{250};
// The pause between two tries when monit does not answer or another session acts: the first one,
// and the longest.
constexpr std::chrono::seconds kTryAgainAfter{5};
constexpr std::chrono::seconds kTryAgainAtLast{60};

// When a service ends, systemd sends SIGTERM to the package manager and its guard at the same time,
// and SIGKILL 90 s later. The guard resumes the checks in between; the journal keeps the others.
constexpr std::chrono::seconds kAfterSigterm{45};
constexpr std::chrono::seconds kSettleAfterSigterm{5};

// The time that is left after this process has been told to end.
class LastMinute {
 public:
  explicit LastMinute(Host& host) : host_(host) {}
  // Whether this process has been told to end because the machine shuts down: systemd then ends
  // monit at the same time, and what is suspended is resumed after the next boot.
  bool ends_with_the_machine() {
    if (!with_machine_ && host_.told_to_end()) with_machine_ = host_.shuts_down();
    return with_machine_.value_or(false);
  }
  bool over() {
    if (!host_.told_to_end()) return false;
    if (!ends_) ends_ = host_.now() + kAfterSigterm;
    return host_.now() >= *ends_;
  }

 private:
  Host& host_;
  std::optional<Host::Clock::time_point> ends_;
  std::optional<bool> with_machine_;
};

class Guard {
 public:
  Guard(const Settings& settings, Journal journal, SessionRecord record, Host& host)
      : settings_(settings),
        host_(host),
        journal_(std::move(journal)),
        record_(std::move(record)),
        memory_(record_, journal_),
        itself_{host.own_pid(), host.start_time(host.own_pid()).value_or(0), host.boot()},
        manager_(settings, record_.pid, itself_.start_time, host),
        lease_ends_(host.now() + lease()),
        last_minute_(host) {}

  /// The process that starts the guard holds the lock meanwhile, and waits for the pipe or the
  /// signature. If it has given up, others may have changed the record by now: the guard writes
  /// only its signature.
  Done sign_in();

  /// Sends the ready notification through the pipe `ready`. If the process that started the guard
  /// has given up, the session never began: the guard takes its signature back.
  Done notify_ready(int ready) const;

  const Journal& journal() const { return journal_; }
  /// Returns when there is a check to resume, or no session to watch.
  void watch();
  Done resume_at_last();
  /// Goes on in the state directory that is in place now, if it is another one. After the resume,
  /// what stays suspended must be found there.
  void follow_the_directory();
  void see_it_through();

 private:
  // The lease, to be measured by a clock that nobody can set.
  std::chrono::seconds lease() const {
    return std::chrono::seconds(std::max<std::int64_t>(record_.until - record_.since, 0));
  }
  /// The session as it is now; nullopt if it is over, or if another guard has taken over. Writes a
  /// record that vanished again.
  std::optional<SessionRecord> now();
  bool ended(const SessionRecord& record) const;
  bool manager_lives() const { return record_.pid == 0 || manager_alive(record_, host_); }
  bool is_over(const SessionRecord& record, bool alone);
  void pause_for(milliseconds time, MonitWatch& monit);
  void tell_once(const std::string& what);

  const Settings& settings_;
  Host& host_;
  Journal journal_;
  SessionRecord record_;  ///< As it was when the guard signed in.
  Keepsake memory_;
  NamedProcess itself_;
  ManagerWatch manager_;
  Host::Clock::time_point lease_ends_;
  LastMinute last_minute_;
  Caller caller_ = Caller::guard;
  std::string told_;
};

Done Guard::sign_in() {
  if (record_.boot_id != itself_.boot_id) {
    return Error{ErrorCode::failed, "session " + record_.id + " is one of an earlier boot"};
  }
  record_.guard_pid = itself_.pid;
  record_.guard_start_time = itself_.start_time;
  memory_.remember(record_, journal_);
  return journal_.sign(record_.id, itself_);
}

Done Guard::notify_ready(int ready) const {
  if (auto stepped = step("guard.word"); !stepped) return stepped;
  if (ready < 0) return done();
  const Fd pipe(ready);
  if (write_all(pipe.get(), "1")) return done();
  Error error = system_error("the guard cannot give its word");
  journal_.take_back_signature(record_.id, itself_);
  return error;
}

// Something may have removed the state directory and made it again, or have mounted another one
// there. If the new one must not be trusted or cannot be written, the guard goes on with the old
// one.
void Guard::follow_the_directory() {
  if (journal_.store().is_in_place() || journal_.is_over(record_.id)) return;
  auto journal = host_.open_journal(settings_);
  if (!journal) return;
  // A hook may have written the old one since the guard looked at it.
  if (const auto last = journal_.load(record_.id)) memory_.remember(*last, journal_);
  if (!journal->has(record_.id) && !memory_.put_back(*journal, host_)) return;
  const Journal before = std::exchange(journal_, std::move(*journal));
  // Whoever finds the old directory again must not find the session in it, nor that it is over: the
  // guard comes back if the new directory goes.
  static_cast<void>(before.forget(record_.id));
}

// A record that cannot be read does not end the session: the record as it was seen last must do.
std::optional<SessionRecord> Guard::now() {
  follow_the_directory();
  if (!journal_.has(record_.id)) {
    if (journal_.is_over(record_.id)) return std::nullopt;
    if (!memory_.put_back(journal_, host_)) tell_once("its record cannot be written again");
  }
  auto record = journal_.load(record_.id);
  if (!record) return journal_.is_over(record_.id) ? std::nullopt : std::optional(memory_.record());
  if (record->state == SessionState::kept) return std::nullopt;
  if (record->guard_pid != host_.own_pid() && guard_alive(*record, host_)) return std::nullopt;
  memory_.remember(*record, journal_);
  return std::move(*record);
}

// A resumer does the guard's work as long as it lives.
bool Guard::ended(const SessionRecord& record) const {
  if (record.state == SessionState::transaction_ended || journal_.transaction_ended(record_.id))
    return true;
  return record.resumer_pid != 0 && !resumer_alive(record, host_);
}

// Whether nothing of the transaction is left to wait for. `alone`: its package manager has ended.
bool Guard::is_over(const SessionRecord& record, bool alone) {
  if (!alone) return manager_.is_done(record);
  return host_.told_to_end() || !manager_.goes_on();
}

// Writes the record again if it vanishes meanwhile. The pause ends early if this process is told to
// end, or if a monit that has not answered yet answers: monit then acts on the update within a
// cycle.
void Guard::pause_for(milliseconds time, MonitWatch& monit) {
  const bool told_before = host_.told_to_end();
  const auto until = host_.now() + time;
  auto next_look = host_.now() + kLookEvery;
  while (host_.now() < until && (told_before || !host_.told_to_end())) {
    host_.sleep(milliseconds(50));
    if (host_.now() < next_look) continue;
    const auto record = now();
    if (record && record->unasked && monit.answers(*record)) return;
    next_look = host_.now() + kLookEvery;
  }
}

void Guard::watch() {
  MonitWatch monit(settings_, journal_, record_, host_);
  for (;;) {
    const auto record = now();
    if (!record || ended(*record)) return;
    const bool resumed = resumer_alive(*record, host_);
    const bool alone = !manager_lives();
    if (alone) host_.note_alone();
    caller_ = alone && !resumed ? Caller::after_death : Caller::guard;
    if (!resumed && is_over(*record, alone)) return;
    if (host_.now() >= lease_ends_ || last_minute_.over()) return;
    if (last_minute_.ends_with_the_machine()) return;
    if (!resumed) monit.look(*record);
    host_.sleep_while_alive(record_.pid, record_.pid_start_time, kLookEvery);
  }
}

// Writes to the host's log why a session is still suspended: no person watches a screen any more.
void Guard::tell_once(const std::string& what) {
  if (what == told_) return;
  told_ = what;
  host_.log({LogEntry::Level::warning,
             "what is suspended cannot be resumed yet: " + what,
             {{"MONIT_PKGMAP_SESSION", record_.id}}});
}

// Tries until the resume succeeds, for as long again as the lease was: a monit that does not answer
// now may answer later.
Done Guard::resume_at_last() {
  Settings settings = settings_;
  MonitWatch monit(settings_, journal_, record_, host_);
  const auto deadline = host_.now() + std::max<std::chrono::seconds>(lease(), kTryAgainAtLast);
  auto pause = kTryAgainAfter;
  for (;;) {
    if (!now()) return done();
    if (last_minute_.ends_with_the_machine()) {
      tell_once(
          "the machine shuts down; 'monit-pkgmap recover' resumes the checks after the next boot");
      return done();
    }
    if (host_.told_to_end()) {
      settings.settle =
          std::min(settings.settle.value_or(std::chrono::seconds(record_.settle_seconds)),
                   kSettleAfterSigterm);
    }
    const auto resumed = resume(settings, {record_.id, caller_, {}, {}, &journal_}, host_);
    if (resumed && resumed->finished && !resumed->trouble) return done();
    if (!resumed && resumed.error().code == ErrorCode::monit) tell_once(resumed.error().message);
    if (host_.now() >= deadline || last_minute_.over()) {
      return resumed ? done() : Done(resumed.error());
    }
    pause_for(host_.told_to_end() ? kLookEvery : milliseconds(pause), monit);
    pause = std::min(pause + kTryAgainAfter, kTryAgainAtLast);
  }
}

// Makes the recheck, tries the leftover checks of earlier sessions again, begins or ends alarms,
// and notes which packages are installed now.
void Guard::see_it_through() {
  if (host_.told_to_end()) return;
  recheck(settings_, record_.id, host_, [this] { return host_.told_to_end(); });
  if (host_.told_to_end()) return;
  recheck_what_is_due(settings_, host_);
  static_cast<void>(retry_leftovers(settings_, host_));
  see_to_drift(settings_, host_);
  static_cast<void>(note_packages(settings_, Telling::only_new, host_));
}

// A package may change monit's address or password on disk; the running monit keeps its own.
Settings with_served_monit(const Settings& settings, const SessionRecord& record, Host& host) {
  const UntoldSteps before_the_transaction;
  Settings all = settings;
  const auto parsed = host.read_control_file(settings_of(settings, record));
  if (!parsed) return all;
  const monitrc::ControlFile& control_file = parsed->control_file;
  all.served = remember_monit(control_file, host.connect(settings, control_file), settings.root);
  return all;
}

}  // namespace

bool notify_probe_ready(int ready) {
  const Fd pipe(ready);
  return write_all(pipe.get(), "1");
}

Done run_guard(const Settings& settings, const std::string& session, int ready, Host& host) {
  auto journal = host.open_journal(settings);
  if (!journal) return journal.error();
  const auto record = journal->load(session);
  if (!record) return record.error();
  const Settings all = with_served_monit(settings, *record, host);
  Guard guard(all, std::move(*journal), *record, host);
  if (auto signed_in = guard.sign_in(); !signed_in) return signed_in;
  host.listen_for_the_end();
  if (auto given = guard.notify_ready(ready); !given) return given;
  guard.watch();
  const Done resumed = guard.resume_at_last();
  guard.follow_the_directory();
  if (!resumed) return resumed;
  guard.see_it_through();
  remove_end_marks(guard.journal(), host, session);
  return done();
}

}  // namespace pkgmap
