// Everything that a session asks of the machine: its clock, processes, files, packages and monit.
//
// this_host() is the real machine. A test uses a model of a machine instead, which has virtual
// time. Not thread-safe. Unless a comment says more, an Error says that the machine gave no answer.
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
  /// True if the transaction changes the package of the running monit.
  bool replaces_monit = false;
};

class Host : public Processes {
 public:
  using Clock = std::chrono::steady_clock;

  // Time.
  virtual Clock::time_point now() = 0;   ///< The time of a clock that nobody can set.
  virtual std::int64_t wall_usec() = 0;  ///< The time in microseconds since the epoch.
  virtual void sleep(std::chrono::milliseconds time) = 0;

  // Processes.
  /// Sleeps for `time`, but returns as soon as the process with this pid and this start time (clock
  /// ticks since boot) ends. If there is no such process, also for pid 0, and always before Linux
  /// 5.3, sleeps for all of `time`.
  virtual void sleep_while_alive(int pid, std::uint64_t start_time,
                                 std::chrono::milliseconds time) = 0;
  /// Returns when a process with this start time (clock ticks since boot) began, in seconds since
  /// the epoch; see second_of_start() in engine/system/process/proc.hpp.
  virtual std::int64_t began(std::uint64_t start_time) = 0;
  /// Returns the process group of the process: 0 if the group is outside of this pid namespace;
  /// nullopt if there is no such process.
  virtual std::optional<int> process_group(int pid) = 0;
  /// As is_orphan_left() in engine/session/host/orphans.hpp.
  virtual bool has_orphans(int group, std::uint64_t not_before) = 0;
  /// As is_scriptlet_left() in engine/session/host/orphans.hpp.
  virtual bool has_scriptlets(std::uint64_t not_before) = 0;
  /// Returns the pid of the process that holds the lock of rpm or dpkg for a transaction of the
  /// host's packages, as TransactionLock::holder() in engine/packages/package_database.hpp. Returns
  /// nullopt if no process holds it, and 0 or a negative number if this process cannot see the
  /// holder, as in another pid namespace.
  virtual std::optional<int> transaction_holder(const Settings& settings) = 0;
  virtual int own_pid() = 0;
  /// Returns whether root runs this process. Any other user may look at a host, and cannot tell by
  /// directory() whether root could write there.
  virtual bool runs_as_root() = 0;
  /// From now on SIGTERM, SIGINT and SIGHUP do not end this process, but make told_to_end() true.
  virtual void listen_for_the_end() = 0;
  /// Returns whether one of these signals has come since listen_for_the_end().
  virtual bool told_to_end() = 0;
  /// Returns whether systemd is shutting down or restarting this machine. False without systemd.
  /// Waits for systemd's answer for two seconds at most.
  virtual bool shuts_down() = 0;
  /// As program_is_removed() in engine/system/process/proc.hpp.
  virtual bool is_program_removed() = 0;
  /// Sends SIGKILL to a process of this program, and does not wait for its end. Sends no signal to
  /// a process of another program, or to this process.
  virtual void kill_process(const NamedProcess& process) = 0;
  /// Returns a number that grows whenever the process with this pid runs on a processor; 0 if there
  /// is no such process.
  virtual std::uint64_t activity(int pid) = 0;
  /// As guards_that_run() in engine/session/host/running_guards.hpp.
  virtual std::vector<RunningGuard> running_guards(const Settings& settings) = 0;
  /// As process_runs() in engine/session/host/processes.hpp: returns whether a process of the check
  /// runs.
  virtual bool runs(const monitrc::Check& check, int manager) = 0;
  /// Returns the present facts about each of these checks: about the paths, programs, systemd units
  /// and ports that the check names, and about its processes. See gather_checks() in
  /// engine/facts/gather.hpp. The package manager with pid `manager` (0: none) does not count as a
  /// process of a check. The checks must outlive the facts.
  virtual std::vector<rules::CheckFacts> facts_of(const std::vector<monitrc::Check>& checks,
                                                  int manager) = 0;

  // The sessions on disk.
  /// Opens the journal, and makes the state directory if it does not exist. From now on this
  /// process gives its heartbeat there (engine/journal/heartbeats.hpp), at once and whenever it
  /// sleeps.
  virtual Result<Journal> open_journal(const Settings& settings) = 0;
  /// Ends the heartbeat until the next open_journal(). A process that acts on no session any more
  /// calls rest(): it may then stand still without being late.
  virtual void rest() = 0;
  /// Notes in the heartbeat of this process that its package manager has ended; see note_alone() in
  /// engine/session/host/heart.hpp.
  virtual void note_alone() = 0;
  /// As read_sessions() in engine/journal/journal.hpp.
  virtual Result<Journal::Sessions> sessions(const Settings& settings) = 0;

  /// As read_substitutes_of() in engine/journal/substitutes.hpp.
  virtual Result<std::vector<rules::SubstituteCheck>> substitutes(const Settings& settings) = 0;

  /// Returns the content records, as read_contents_of() in engine/journal/content_records.hpp.
  /// Makes no directory and no file. Returns nullopt if the state directory does not exist.
  virtual Result<std::optional<ContentRecords>> contents(const Settings& settings) = 0;

  /// Returns whether the state directory exists and can be opened.
  virtual bool has_state(const Settings& settings) = 0;
  /// Returns the notes about packages, as read_package_notes_of() in
  /// engine/journal/package_notes.hpp. Makes no directory and no file. Returns nullopt if the state
  /// directory does not exist.
  virtual Result<std::optional<PackageNotes>> package_notes(const Settings& settings) = 0;

  // monit.
  /// As read_monit_log() in engine/facts/monit_log.hpp.
  virtual std::optional<MonitLog> monit_log(const std::string& path,
                                            std::optional<std::int64_t> from) = 0;
  /// As why_monit_is_absent() in engine/facts/absent_monit.hpp.
  virtual std::string why_monit_is_absent() = 0;
  /// Reads the control file of the settings, with every file that it includes. A mistake in these
  /// files is no Error: Parsed::ok() tells.
  virtual Result<monitrc::Parsed> read_control_file(const Settings& settings) = 0;
  /// Returns a client for the HTTP interface of the monit with this control file; sends no request.
  /// Fails as connect_monit() in engine/monit/client.hpp does, unless Settings::served says how
  /// monit could be asked before (now_or_served(), engine/monit/served_monit.hpp).
  virtual Result<std::unique_ptr<MonitClient>> connect(
      const Settings& settings, const monitrc::ControlFile& control_file) = 0;
  /// Returns the process of the monit with which the client speaks; nullopt if it cannot be found.
  virtual std::optional<MonitDaemon> daemon(const monitrc::ControlFile& control_file,
                                            MonitClient& monit) = 0;
  /// Returns whether monit runs a check program or a start program, that is, has a child process.
  virtual bool runs_programs(const MonitDaemon& daemon) = 0;
  /// As wake() in engine/monit/daemon.hpp.
  virtual Done wake(const MonitDaemon& daemon) = 0;
  /// As reload() in engine/monit/daemon.hpp.
  virtual Done reload(const MonitDaemon& daemon) = 0;
  /// Returns what stop() and start() must know of the running monit, and does not stop it. As
  /// identify_monit() in engine/session/host/host_monit.hpp.
  virtual std::optional<StoppedMonit> identify(const monitrc::ControlFile& control_file) = 0;
  /// As stop_monit() in engine/session/host/host_monit.hpp.
  virtual Done stop(const StoppedMonit& monit) = 0;
  /// As start_monit() in engine/session/host/host_monit.hpp. `reading`: as for check_syntax().
  virtual Done start(const StoppedMonit& monit, const monitrc::ControlFile& control_file,
                     std::chrono::milliseconds reading) = 0;
  /// As check_syntax() in engine/monit/daemon.hpp, with the executable of `daemon`. `control_file`:
  /// its path. `reading`: how long monit may take to read all checksummed files.
  virtual Done check_syntax(const MonitDaemon& daemon, const std::string& control_file,
                            std::chrono::milliseconds reading) = 0;

  /// Opens a directory of control files, so that this program can write a file there. As
  /// StateDirectory::open_shared() in engine/system/files/state_directory.hpp.
  virtual Result<std::unique_ptr<StateStore>> directory(const std::string& path) = 0;

  // Packages and files.
  /// Gathers the facts about a transaction. `control_file`: the control file with the checks. An
  /// Error if the package database cannot be opened or gives no answer.
  virtual Result<TransactionFacts> gather(const Settings& settings, const Transaction& transaction,
                                          const monitrc::ControlFile& control_file) = 0;
  /// Opens the package database that the settings name.
  virtual Result<std::unique_ptr<PackageDatabase>> packages(const Settings& settings) = 0;
  /// Prepares for packages() in a thread, while the caller does something else. With `files`, also
  /// starts the process with which the next packages() will read package files. Only saves time:
  /// packages() works without it.
  virtual void expect_packages(const Settings& settings, bool files) = 0;
  /// For a check whose packages are not installed any more: returns whether the check belongs to
  /// another installed package now (rules::has_successor()). `before`: the strength of the evidence
  /// that tied the check to the packages that are gone. True also if the database gives no answer.
  virtual bool has_successor(const monitrc::Check& check, rules::Strength before,
                             const Settings& settings, PackageDatabase& database) = 0;
  /// As present_file() in engine/integrity/present_file.hpp, with the root directory of this host.
  virtual rules::PresentFile present_file(const std::string& path,
                                          const std::set<Algorithm>& algorithms,
                                          const Enough& enough) = 0;
  /// Returns what packages say of `file`, and notes in each link of `file` what packages say of the
  /// link. As packaging_of() in engine/integrity/packaging.hpp.
  virtual Result<rules::Packaging> packaging(rules::PresentFile& file,
                                             PackageDatabase& database) = 0;

  /// Writes an entry into the host's log. An entry that cannot be written is dropped.
  virtual void log(const LogEntry& entry) = 0;

  /// Starts a guard for the session of the record, which is on disk; see start_guard() in
  /// engine/session/host/guard_start.hpp.
  virtual Done start_guard(const Settings& settings, const SessionRecord& record) = 0;
};

/// Returns the machine that this program runs on; always the same object.
Host& this_host();

/// Calls `take` at once, and then every 20 ms until it returns a lock or `patience` is over.
/// Returns null if `take` has returned null each time, since another process holds the lock.
/// Returns an Error as soon as `take` fails.
Result<std::unique_ptr<StateLock>> lock_within(
    std::chrono::milliseconds patience, Host& host,
    const std::function<Result<std::unique_ptr<StateLock>>()>& take);

/// Takes the lock of the journal; never returns null. Waits up to 5 s for it. Then kills the
/// processes of this program whose heartbeat is late, since one of them may hold the lock, and
/// tries again: both take up to 8 s more. ErrorCode::locked if another process still holds the
/// lock; if a late process cannot be ended, the message names it. The destructor of the returned
/// object gives the lock back.
Result<std::unique_ptr<StateLock>> lock(Host& host, const Journal& journal);

}  // namespace pkgmap
