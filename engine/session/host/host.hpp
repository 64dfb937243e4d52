// Everything that a session asks of the machine: its clock, its processes, its files, its monit.
//
// this_host() is the machine itself. A test may put a model in its place, in which time passes and
// people act as the test wants. Not thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/facts/gather.hpp"
#include "engine/integrity/reading.hpp"
#include "engine/journal/content_records.hpp"
#include "engine/journal/journal.hpp"
#include "engine/journal/substitutes.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/monit/client.hpp"
#include "engine/monit/daemon.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/settings.hpp"
#include "engine/system/log.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// In the microseconds of Host::wall_usec().
inline constexpr std::int64_t kSecond = 1'000'000;

/// What evaluate() needs of a transaction; states are not filled in.
struct TransactionFacts {
  rules::Facts facts;
  std::vector<std::string> notes;  ///< What could not be read, for people.
  bool replaces_monit = false;  ///< The package of the monit that runs is among those that change.
};

class Host : public Processes {
 public:
  using Clock = std::chrono::steady_clock;

  // Time.
  virtual Clock::time_point now() = 0;   ///< A clock that nobody sets.
  virtual std::int64_t wall_usec() = 0;  ///< Since the epoch.
  virtual void sleep(std::chrono::milliseconds time) = 0;

  // Processes.
  /// Sleeps, but not beyond the end of this process. `pid` 0: nobody's.
  virtual void sleep_while_alive(int pid, std::uint64_t start_time,
                                 std::chrono::milliseconds time) = 0;
  virtual int process_group(int pid) = 0;  ///< 0 when there is none.
  /// Whether a scriptlet of this process group, started not before, goes on without its parent.
  virtual bool has_orphans(int group, std::uint64_t not_before) = 0;
  virtual int own_pid() = 0;
  /// From now on SIGTERM, SIGINT and SIGHUP do not end this process: told_to_end() says that one
  /// came.
  virtual void listen_for_the_end() = 0;
  virtual bool told_to_end() = 0;
  /// The process of a check by pidfile or `matching`; see engine/session/host/processes.hpp.
  virtual bool runs(const monitrc::Check& check, int manager) = 0;

  // The sessions on disk.
  virtual Result<Journal> open_journal(const Settings& settings) = 0;
  /// The same without making anything.
  virtual Result<Journal::Sessions> sessions(const Settings& settings) = 0;

  /// The substitute checks, without making anything.
  virtual Result<std::vector<rules::SubstituteCheck>> substitutes(const Settings& settings) = 0;

  /// The record of contents, without making anything; nullopt where there is no state directory.
  virtual Result<std::optional<ContentRecords>> contents(const Settings& settings) = 0;

  // monit.
  virtual Result<monitrc::Parsed> read_control_file(const Settings& settings) = 0;
  virtual Result<std::unique_ptr<MonitClient>> connect(
      const Settings& settings, const monitrc::ControlFile& control_file) = 0;
  virtual std::optional<MonitDaemon> daemon(const monitrc::ControlFile& control_file,
                                            MonitClient& monit) = 0;
  virtual bool runs_programs(const MonitDaemon& daemon) = 0;  ///< Check or start programs.
  virtual Done wake(const MonitDaemon& daemon) = 0;
  virtual Done reload(const MonitDaemon& daemon) = 0;
  /// For a monit that cannot be asked: who it is, so that it can be started again. Nothing: it does
  /// not run.
  virtual std::optional<StoppedMonit> identify(const monitrc::ControlFile& control_file) = 0;
  /// Ends when it is gone.
  virtual Done stop(const StoppedMonit& monit) = 0;
  /// Does nothing when it runs already.
  virtual Done start(const StoppedMonit& monit, const monitrc::ControlFile& control_file) = 0;
  /// `monit -t`. `reading`: how long it may take for the files that it compares, beyond 20 s.
  virtual Done check_syntax(const MonitDaemon& daemon, const std::string& control_file,
                            std::chrono::milliseconds reading) = 0;

  /// A directory of control files, to put one of ours there. An Error when others may write in it.
  virtual Result<std::unique_ptr<StateStore>> directory(const std::string& path) = 0;

  // Packages and files.
  virtual Result<TransactionFacts> gather(const Settings& settings, const Transaction& transaction,
                                          const monitrc::ControlFile& control_file) = 0;
  virtual Result<std::unique_ptr<PackageDatabase>> packages(const Settings& settings) = 0;
  /// Whether a package answers for a file that the check names.
  virtual bool has_owner(const monitrc::Check& check, const Settings& settings,
                         PackageDatabase& database) = 0;
  /// See engine/integrity/present_file.hpp; of this host's root.
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

/// Awaited for 5 s, then ErrorCode::locked.
Result<std::unique_ptr<StateLock>> lock(Host& host, const Journal& journal);

}  // namespace pkgmap
