// Everything that a session asks of the machine: its clock, processes, files, packages and monit.
//
// this_host() is the real machine. A test puts a model in its place, which has virtual time. Not
// thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/facts/gather.hpp"
#include "engine/facts/monit_log.hpp"
#include "engine/integrity/reading.hpp"
#include "engine/journal/content_records.hpp"
#include "engine/journal/journal.hpp"
#include "engine/journal/package_notes.hpp"
#include "engine/journal/substitutes.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/monit/client.hpp"
#include "engine/monit/daemon.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/session/host/running_guards.hpp"
#include "engine/settings.hpp"
#include "engine/system/log.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// One second, in the microseconds of Host::wall_usec().
inline constexpr std::int64_t kSecond = 1'000'000;

/// The facts about a transaction that rules::evaluate() needs; the states of the checks are not
/// filled in.
struct TransactionFacts {
  rules::Facts facts;
  std::vector<std::string> notes;  ///< What could not be read, one sentence each for people.
  /// The transaction changes the package of the running monit.
  bool replaces_monit = false;
};

class Host : public Processes {
 public:
  using Clock = std::chrono::steady_clock;

  // Time.
  virtual Clock::time_point now() = 0;   ///< A clock that nobody can set.
  virtual std::int64_t wall_usec() = 0;  ///< Microseconds since the epoch.
  virtual void sleep(std::chrono::milliseconds time) = 0;

  // Processes.
  /// Sleeps for that time, or until the process ends if that is sooner. `pid` 0 stands for no
  /// process.
  virtual void sleep_while_alive(int pid, std::uint64_t start_time,
                                 std::chrono::milliseconds time) = 0;
  /// Returns when a process with this start time began, in seconds since the epoch; see
  /// second_of_start().
  virtual std::int64_t began(std::uint64_t start_time) = 0;
  /// 0 if the group is outside of this pid namespace; nullopt if there is no such process.
  virtual std::optional<int> process_group(int pid) = 0;
  /// See engine/session/host/orphans.hpp.
  virtual bool has_orphans(int group, std::uint64_t not_before) = 0;
  virtual bool has_scriptlets(std::uint64_t not_before) = 0;
  /// Returns the process that holds rpm's lock for a transaction of the host's packages, see
  /// TransactionLock::holder().
  virtual std::optional<int> transaction_holder(const Settings& settings) = 0;
  virtual int own_pid() = 0;
  /// From now on SIGTERM, SIGINT and SIGHUP do not end this process; they make told_to_end() true.
  virtual void listen_for_the_end() = 0;
  virtual bool told_to_end() = 0;
  /// Sends SIGKILL to a process of this program, and does not wait for its end. Does nothing to a
  /// process of another program.
  virtual void kill_process(const NamedProcess& process) = 0;
  /// Returns a number that grows whenever the process goes on; 0 if there is no such process.
  virtual std::uint64_t activity(int pid) = 0;
  /// See engine/session/host/running_guards.hpp.
  virtual std::vector<RunningGuard> running_guards(const Settings& settings) = 0;
  /// Whether the process of a check runs, found by pidfile or `matching`; see
  /// engine/session/host/processes.hpp.
  virtual bool runs(const monitrc::Check& check, int manager) = 0;
  /// What these checks name now, with their processes; see gather_checks(). The checks must outlive
  /// the facts.
  virtual std::vector<rules::CheckFacts> facts_of(const std::vector<monitrc::Check>& checks,
                                                  int manager) = 0;

  // The sessions on disk.
  /// Makes the state directory if it does not exist. From now on this process gives its heartbeat
  /// there, and whenever it sleeps.
  virtual Result<Journal> open_journal(const Settings& settings) = 0;
  /// From now on this process acts on no session, and may stand still: it gives no heartbeat until
  /// it opens the journal again, so nobody takes it for one that is late.
  virtual void rest() = 0;
  /// From now on the heartbeat of this process says that its package manager has ended.
  virtual void note_alone() = 0;
  /// The sessions of the journal. Makes no directory and no file.
  virtual Result<Journal::Sessions> sessions(const Settings& settings) = 0;

  /// The substitute checks. Makes no directory and no file.
  virtual Result<std::vector<rules::SubstituteCheck>> substitutes(const Settings& settings) = 0;

  /// The content records. Makes no directory and no file. Returns nullopt if the state directory
  /// does not exist.
  virtual Result<std::optional<ContentRecords>> contents(const Settings& settings) = 0;

  /// Whether the state directory exists.
  virtual bool has_state(const Settings& settings) = 0;
  /// The notes about packages. Makes no directory and no file. Returns nullopt if the state
  /// directory does not exist.
  virtual Result<std::optional<PackageNotes>> package_notes(const Settings& settings) = 0;

  // monit.
  /// See engine/facts/monit_log.hpp.
  virtual std::optional<MonitLog> monit_log(const std::string& path,
                                            std::optional<std::int64_t> from) = 0;
  /// See engine/facts/absent_monit.hpp.
  virtual std::string why_monit_is_absent() = 0;
  virtual Result<monitrc::Parsed> read_control_file(const Settings& settings) = 0;
  virtual Result<std::unique_ptr<MonitClient>> connect(
      const Settings& settings, const monitrc::ControlFile& control_file) = 0;
  /// Returns nullopt if the daemon cannot be found.
  virtual std::optional<MonitDaemon> daemon(const monitrc::ControlFile& control_file,
                                            MonitClient& monit) = 0;
  /// Whether monit runs a check program or a start program.
  virtual bool runs_programs(const MonitDaemon& daemon) = 0;
  virtual Done wake(const MonitDaemon& daemon) = 0;
  virtual Done reload(const MonitDaemon& daemon) = 0;
  /// Finds out how a monit that cannot be asked was started, so that start() can start it again.
  /// Returns nullopt if monit does not run.
  virtual std::optional<StoppedMonit> identify(const monitrc::ControlFile& control_file) = 0;
  /// Returns when monit has ended.
  virtual Done stop(const StoppedMonit& monit) = 0;
  /// Starts monit, unless it runs already.
  virtual Done start(const StoppedMonit& monit, const monitrc::ControlFile& control_file) = 0;
  /// Runs `monit -t`. `reading`: how long it may take, beyond 20 s, for the files that it compares.
  virtual Done check_syntax(const MonitDaemon& daemon, const std::string& control_file,
                            std::chrono::milliseconds reading) = 0;

  /// Opens a directory of control files, to put a file of ours there. An Error if other users may
  /// write in it.
  virtual Result<std::unique_ptr<StateStore>> directory(const std::string& path) = 0;

  // Packages and files.
  virtual Result<TransactionFacts> gather(const Settings& settings, const Transaction& transaction,
                                          const monitrc::ControlFile& control_file) = 0;
  virtual Result<std::unique_ptr<PackageDatabase>> packages(const Settings& settings) = 0;
  /// Prepares the next packages() for package files, while the caller does something else. Changes
  /// no answer.
  virtual void expect_package_files(const Settings& settings) = 0;
  /// Whether an installed package stands for the packages of the check, which are gone
  /// (rules::has_successor). Also true if the database gives no answer.
  virtual bool has_successor(const monitrc::Check& check, rules::Strength before,
                             const Settings& settings, PackageDatabase& database) = 0;
  /// See engine/integrity/present_file.hpp, with the root directory of this host.
  virtual rules::PresentFile present_file(const std::string& path,
                                          const std::set<std::string>& algorithms,
                                          const Enough& enough) = 0;
  /// See engine/integrity/packaging.hpp.
  virtual Result<rules::Packaging> packaging(rules::PresentFile& file,
                                             PackageDatabase& database) = 0;

  virtual void log(const LogEntry& entry) = 0;

  /// See engine/session/host/guard_start.hpp.
  virtual Done start_guard(const Settings& settings, const SessionRecord& record) = 0;
};

/// The machine that this program runs on.
Host& this_host();

/// Asks `take` for a lock again and again. Returns null if another process holds the lock for so
/// long.
Result<std::unique_ptr<StateLock>> lock_within(
    std::chrono::milliseconds patience, Host& host,
    const std::function<Result<std::unique_ptr<StateLock>>()>& take);

/// Waits up to 5 s for the lock. Then ends the processes of this program whose heartbeat is late,
/// within 8 s: one of them may hold the lock. An Error with ErrorCode::locked if another process
/// holds it still; the message names one that cannot be ended. The lock ends with the returned
/// object.
Result<std::unique_ptr<StateLock>> lock(Host& host, const Journal& journal);

}  // namespace pkgmap
