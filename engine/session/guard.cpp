#include "engine/session/guard.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <optional>
#include <thread>

#include "engine/journal/journal.hpp"
#include "engine/session/resume.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/proc.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kLookEvery{250};
// How long scriptlets that a dead package manager left behind may hold up the resuming.
constexpr std::chrono::seconds kOrphansBound{60};
// Between two tries when monit does not answer or another session is acting: at first, and at
// last.
constexpr std::chrono::seconds kTryAgainAfter{5};
constexpr std::chrono::seconds kTryAgainAtLast{60};

// When a service ends, systemd sends SIGTERM to the manager and to its guard at the same time, and
// SIGKILL 90 s later: the checks come back in between. The journal keeps what does not.
constexpr std::chrono::seconds kAfterSigterm{45};
constexpr std::chrono::seconds kSettleAfterSigterm{5};
volatile std::sig_atomic_t told_to_end = 0;

void note_signal(int) {
  told_to_end = 1;
}

void listen_for_the_end() {
  struct sigaction action {};
  action.sa_handler = note_signal;
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) ::sigaction(number, &action, nullptr);
}

// How long there is still time, from when it was told to end.
class LastMinute {
 public:
  bool over() {
    if (told_to_end == 0) return false;
    if (!ends_) ends_ = Clock::now() + kAfterSigterm;
    return Clock::now() >= *ends_;
  }

 private:
  std::optional<Clock::time_point> ends_;
};

Fd open_pidfd(int pid) {
  return Fd(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
}

// The package manager, held so that its pid cannot come to mean another process.
class Manager {
 public:
  explicit Manager(const SessionRecord& record)
      : pid_(record.pid), start_time_(record.pid_start_time) {
    if (const auto facts = process_facts(pid_)) group_ = facts->process_group;
    fd_ = open_pidfd(pid_);
  }

  bool alive() const {
    if (pid_ == 0) return true;  // nobody to watch: the lease ends the session
    if (!same_process(pid_, start_time_)) return false;
    if (!fd_) return true;
    pollfd ended{fd_.get(), POLLIN, 0};
    return ::poll(&ended, 1, 0) == 0;
  }

  /// Sleeps, but wakes up at once when the manager ends.
  void sleep(milliseconds time) const {
    if (!fd_) {
      std::this_thread::sleep_for(time);
      return;
    }
    pollfd ended{fd_.get(), POLLIN, 0};
    ::poll(&ended, 1, static_cast<int>(time.count()));
  }

  int group() const { return group_; }

 private:
  int pid_;
  std::uint64_t start_time_;
  int group_ = 0;
  Fd fd_;
};

bool has_a_reaper_as_parent(const ProcessFacts& process) {
  if (process.ppid <= 1) return true;
  const auto parent = process_facts(process.ppid);
  return !parent || parent->process_group != process.process_group;
}

// A scriptlet goes on when its package manager is killed: same process group, a reaper as its
// parent. What the manager's own caller goes on to start has the caller as its parent.
bool orphans_of(int group, std::uint64_t not_before) {
  if (group == 0) return false;
  for (const int pid : all_pids()) {
    const auto facts = process_facts(pid);
    if (!facts || facts->process_group != group || facts->state == 'Z') continue;
    if (facts->start_time >= not_before && has_a_reaper_as_parent(*facts)) return true;
  }
  return false;
}

void await_orphans(int group, std::uint64_t not_before) {
  const auto deadline = Clock::now() + kOrphansBound;
  while (told_to_end == 0 && Clock::now() < deadline && orphans_of(group, not_before)) {
    std::this_thread::sleep_for(milliseconds(100));
  }
}

bool session_is_over(const Journal& journal, const std::string& session) {
  if (!journal.has(session)) return true;
  const auto record = journal.load(session);
  return record && record->phase == Phase::kept;
}

bool somebody_ended_it(const Journal& journal, const std::string& session) {
  if (journal.marked_ended(session)) return true;
  const auto record = journal.load(session);
  return record && record->phase == Phase::ended;
}

// Shorter when it is told to end meanwhile.
void pause_for(milliseconds time) {
  const bool told_before = told_to_end != 0;
  const auto until = Clock::now() + time;
  while (Clock::now() < until && (told_before || told_to_end == 0)) {
    std::this_thread::sleep_for(milliseconds(50));
  }
}

// Of the machine's own clock, which nobody sets.
std::chrono::seconds lease_of(const SessionRecord& record) {
  return std::chrono::seconds(std::max<std::int64_t>(record.until - record.since, 0));
}

// Until it worked, as long again as the lease was: a monit that does not answer now may answer
// later.
Done resume_at_last(Settings settings, const Journal& journal, const SessionRecord& record,
                    Caller caller) {
  const auto deadline = Clock::now() + lease_of(record);
  auto pause = kTryAgainAfter;
  LastMinute last_minute;
  for (;;) {
    if (session_is_over(journal, record.id)) return done();
    if (told_to_end != 0) {
      settings.policy.settle = std::min(settings.policy.settle, kSettleAfterSigterm);
    }
    const auto resumed = resume(settings, {record.id, caller});
    if (resumed && resumed->finished && !resumed->trouble) return done();
    if (Clock::now() >= deadline || last_minute.over()) {
      return resumed ? done() : Done(resumed.error());
    }
    pause_for(told_to_end != 0 ? kLookEvery : milliseconds(pause));
    pause = std::min(pause + kTryAgainAfter, kTryAgainAtLast);
  }
}

// Written while whoever started the guard holds the lock and waits for its word.
Done sign_in(const Journal& journal, SessionRecord record) {
  const auto own = process_facts(::getpid());
  record.guard_pid = ::getpid();
  record.guard_start_time = own ? own->start_time : 0;
  return journal.save(record);
}

}  // namespace

Done run_guard(const Settings& settings, const std::string& session, int ready) {
  const auto journal = Journal::open(settings.state_directory);
  if (!journal) return journal.error();
  const auto record = journal->load(session);
  if (!record) return record.error();
  const Manager manager(*record);
  const auto own = process_facts(::getpid());
  if (auto signed_in = sign_in(*journal, *record); !signed_in) return signed_in;
  const auto lease_ends = Clock::now() + lease_of(*record);
  listen_for_the_end();
  Fd word(ready);
  if (::write(word.get(), "1", 1) != 1) {
    const Error error = system_error("the guard cannot give its word");
    // Whoever started it has given up, and the session never began: take the name off it again.
    if (journal->has(session)) static_cast<void>(journal->save(*record));
    return error;
  }
  word.reset();
  Caller caller = Caller::person;
  LastMinute last_minute;
  for (;;) {
    if (session_is_over(*journal, session)) return done();
    if (somebody_ended_it(*journal, session)) break;
    if (!manager.alive()) {
      // What began before the guard belongs to somebody else of the same terminal job.
      await_orphans(manager.group(), own ? own->start_time : 0);
      caller = Caller::after_death;
      break;
    }
    if (Clock::now() >= lease_ends || last_minute.over()) break;
    manager.sleep(kLookEvery);
  }
  return resume_at_last(settings, *journal, *record, caller);
}

}  // namespace pkgmap
