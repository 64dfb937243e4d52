#include "engine/session/host/host.hpp"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <thread>
#include <utility>

#include "engine/facts/absent_monit.hpp"
#include "engine/facts/control_file.hpp"
#include "engine/integrity/packaging.hpp"
#include "engine/integrity/present_file.hpp"
#include "engine/monit/served_monit.hpp"
#include "engine/session/host/guard_start.hpp"
#include "engine/session/host/heart.hpp"
#include "engine/session/host/host_monit.hpp"
#include "engine/session/host/late_processes.hpp"
#include "engine/session/host/orphans.hpp"
#include "engine/session/host/processes.hpp"
#include "engine/session/host/systemd.hpp"
#include "engine/session/host/turn.hpp"
#include "engine/system/files/state_directory.hpp"
#include "engine/system/process/pidfd.hpp"
#include "engine/system/process/proc.hpp"
#include "engine/system/pulse.hpp"
#include "engine/system/step.hpp"
#include "rules/plan/successor.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

volatile std::sig_atomic_t was_told_to_end = 0;

// Whether the transaction changes the package of the running monit, whatever the name of this
// package is.
bool replaces_monit(const PackageChoices& choices, const monitrc::ControlFile& control_file,
                    PackageDatabase& database) {
  const auto daemon = find_monit_daemon({0, control_file.pidfile, "/", control_file.path});
  const auto owners = database.owners(daemon ? daemon->executable : "/usr/bin/monit");
  CheckNames names = {"monit"};
  if (owners) {
    for (const auto& owned : *owners) names.push_back(owned.package.nevra.name);
  }
  return std::any_of(
      choices.packages.begin(), choices.packages.end(), [&](const PackageChoice& choice) {
        return std::find(names.begin(), names.end(), choice.package.nevra.name) != names.end();
      });
}

DatabaseOptions options_of(const Settings& settings) {
  return {settings.root, settings.dbpath, settings.policy.require_signature, settings.libexec,
          settings.packages};
}

class ThisHost : public Host {
 public:
  ThisHost() = default;
  ThisHost(const ThisHost&) = delete;
  ThisHost& operator=(const ThisHost&) = delete;
  ~ThisHost() override {
    stop_listening(heart_);
    heart_.end();
  }

  Clock::time_point now() override { return Clock::now(); }
  std::int64_t wall_usec() override {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
  }
  void sleep(milliseconds time) override {
    pulse();
    std::this_thread::sleep_for(time);
  }

  std::string boot() override { return boot_id(); }
  std::optional<std::uint64_t> start_time(int pid) override { return processes_.start_time(pid); }
  std::optional<Heartbeat> heartbeat(int pid) override { return processes_.heartbeat(pid); }
  std::int64_t steady_usec() override { return processes_.steady_usec(); }

  // The pidfd is opened before the look at the process, so it cannot stand for another process with
  // the same pid. Before Linux 5.3 there is no pidfd, and the look alone must do.
  void sleep_while_alive(int pid, std::uint64_t started, milliseconds time) override {
    pulse();
    const Fd fd = open_pidfd(pid);
    if (!fd || start_time(pid) != started) {
      std::this_thread::sleep_for(time);
      return;
    }
    pollfd ended{fd.get(), POLLIN, 0};
    ::poll(&ended, 1, static_cast<int>(time.count()));
  }

  std::int64_t began(std::uint64_t start_time) override { return second_of_start(start_time); }
  std::optional<int> process_group(int pid) override {
    const auto facts = process_facts(pid);
    return facts ? std::optional(facts->process_group) : std::nullopt;
  }
  bool has_orphans(int group, std::uint64_t not_before) override {
    return is_orphan_left(group, not_before);
  }
  bool has_scriptlets(std::uint64_t not_before) override { return is_scriptlet_left(not_before); }
  std::optional<int> transaction_holder(const Settings& settings) override {
    if (!transaction_lock_)
      transaction_lock_.emplace(
          DatabaseOptions{settings.root, settings.dbpath, false, {}, settings.packages});
    return transaction_lock_->holder();
  }

  int own_pid() override { return ::getpid(); }
  bool runs_as_root() override { return ::geteuid() == 0; }
  void listen_for_the_end() override {
    struct sigaction action {};
    action.sa_handler = [](int) { was_told_to_end = 1; };
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) ::sigaction(number, &action, nullptr);
  }
  bool told_to_end() override { return was_told_to_end != 0; }
  bool shuts_down() override { return systemd_stops(); }
  bool is_program_removed() override { return program_is_removed(); }
  void kill_process(const NamedProcess& process) override { kill_process_of_this_program(process); }
  std::uint64_t activity(int pid) override { return activity_of(pid); }
  std::vector<RunningGuard> running_guards(const Settings& settings) override {
    return guards_that_run(settings);
  }
  bool runs(const monitrc::Check& check, int manager) override {
    return process_runs(check, manager);
  }
  std::vector<rules::CheckFacts> facts_of(const std::vector<monitrc::Check>& checks,
                                          int manager) override {
    return gather_checks(checks, "/", {}, manager);
  }

  Result<Journal> open_journal(const Settings& settings) override {
    auto journal = Journal::open(settings.state_directory);
    if (journal) beat_in(settings.state_directory);
    return journal;
  }
  void rest() override { heart_.end(); }
  void note_alone() override { heart_.note_alone(); }

  Result<Journal::Sessions> sessions(const Settings& settings) override {
    processes_ = ProcessesOfThisMachine(settings.state_directory);
    return read_sessions(settings.state_directory);
  }

  Result<std::vector<rules::SubstituteCheck>> substitutes(const Settings& settings) override {
    return read_substitutes_of(settings.state_directory);
  }

  Result<std::optional<ContentRecords>> contents(const Settings& settings) override {
    return read_contents_of(settings.state_directory);
  }

  bool has_state(const Settings& settings) override {
    bool missing = false;
    return StateDirectory::open_existing(settings.state_directory, missing).ok();
  }

  Result<std::optional<PackageNotes>> package_notes(const Settings& settings) override {
    return read_package_notes_of(settings.state_directory);
  }

  std::optional<MonitLog> monit_log(const std::string& path,
                                    std::optional<std::int64_t> from) override {
    return read_monit_log(path, from);
  }
  std::string why_monit_is_absent() override { return pkgmap::why_monit_is_absent(); }
  Result<monitrc::Parsed> read_control_file(const Settings& settings) override {
    if (auto stepped = step("control-file.read"); !stepped) return stepped.error();
    return load_control_file(settings);
  }
  Result<std::unique_ptr<MonitClient>> connect(const Settings& settings,
                                               const monitrc::ControlFile& control_file) override {
    return now_or_served(connect_monit(control_file, {settings.policy.unknown_peer}), control_file,
                         settings.served.get(), "/");
  }
  std::optional<MonitDaemon> daemon(const monitrc::ControlFile& control_file,
                                    MonitClient& monit) override {
    return daemon_of(control_file, monit);
  }
  bool runs_programs(const MonitDaemon& daemon) override {
    return !children_of(daemon.pid).empty();
  }
  Done wake(const MonitDaemon& daemon) override {
    if (auto stepped = step("monit.wake"); !stepped) return stepped;
    return pkgmap::wake(daemon);
  }
  Done reload(const MonitDaemon& daemon) override {
    if (auto stepped = step("monit.reload"); !stepped) return stepped;
    return pkgmap::reload(daemon);
  }
  std::optional<StoppedMonit> identify(const monitrc::ControlFile& control_file) override {
    return identify_monit(control_file);
  }
  Done stop(const StoppedMonit& monit) override {
    if (auto stepped = step("monit.stop"); !stepped) return stepped;
    return stop_monit(monit);
  }
  Done start(const StoppedMonit& monit, const monitrc::ControlFile& control_file,
             milliseconds reading) override {
    if (auto stepped = step("monit.start"); !stepped) return stepped;
    return start_monit(monit, control_file, reading);
  }
  Done check_syntax(const MonitDaemon& daemon, const std::string& control_file,
                    milliseconds reading) override {
    if (auto stepped = step("monit.check-syntax"); !stepped) return stepped;
    return pkgmap::check_syntax(daemon.executable, control_file, reading);
  }

  Result<std::unique_ptr<StateStore>> directory(const std::string& path) override {
    auto opened = StateDirectory::open_shared(path);
    if (!opened) return opened.error();
    return std::unique_ptr<StateStore>(std::make_unique<StateDirectory>(std::move(*opened)));
  }

  Result<TransactionFacts> gather(const Settings& settings, const Transaction& transaction,
                                  const monitrc::ControlFile& control_file) override {
    TransactionFacts found;
    // First, since librpm is loaded meanwhile.
    found.facts.checks =
        gather_checks(control_file.checks, settings.root, control_file.path, transaction.pid);
    auto database = packages(settings);
    if (!database) return database.error();
    auto choices = choose_packages(transaction, **database);
    if (!choices) return choices.error();
    auto gathered = gather_packages(*choices, found.facts.checks, **database, settings.root);
    if (!gathered) return gathered.error();
    found.facts.packages = std::move(*gathered);
    found.replaces_monit = replaces_monit(*choices, control_file, **database);
    found.notes = std::move(choices->notes);
    return found;
  }

  Result<std::unique_ptr<PackageDatabase>> packages(const Settings& settings) override {
    if (auto stepped = step("packages.open"); !stepped) {
      return Error{ErrorCode::package_database, stepped.error().message};
    }
    DatabaseOptions options = options_of(settings);
    options.reader = std::exchange(reader_, nullptr);
    return open_package_database(options);
  }
  void expect_packages(const Settings& settings, bool files) override {
    const DatabaseOptions options = options_of(settings);
    expect_package_database(options);
    if (files) reader_ = start_reader(options);
  }

  bool has_successor(const monitrc::Check& check, rules::Strength before, const Settings& settings,
                     PackageDatabase& database) override {
    const auto facts = gather_checks({check}, settings.root);
    const auto owners = gather_owners(facts, database, settings.root);
    return !owners || rules::has_successor(facts.front(), *owners, before);
  }

  rules::PresentFile present_file(const std::string& path, const std::set<Algorithm>& algorithms,
                                  const Enough& enough) override {
    return pkgmap::present_file("/", path, algorithms, enough);
  }
  Result<rules::Packaging> packaging(rules::PresentFile& file, PackageDatabase& database) override {
    return packaging_of(file, database);
  }

  void log(const LogEntry& entry) override { pkgmap::log(entry); }

  Done start_guard(const Settings& settings, const SessionRecord& record) override {
    if (auto stepped = step("guard.start"); !stepped) return stepped;
    return pkgmap::start_guard(settings, record.id);
  }

 private:
  void beat_in(const std::string& state_directory) {
    processes_ = ProcessesOfThisMachine(state_directory);
    if (heart_.beats_in(state_directory)) return;
    bool missing = false;
    auto directory = StateDirectory::open_existing(state_directory, missing);
    if (!directory) return;
    heart_.begin(std::make_unique<StateDirectory>(std::move(*directory)), ::getpid());
    listen_to_pulses(heart_);
  }

  std::shared_ptr<ConfinedHeaders> reader_;          ///< For the next packages().
  std::optional<TransactionLock> transaction_lock_;  ///< A process has one package database.
  ProcessesOfThisMachine processes_;
  Heart heart_{processes_};
};

Error perhaps_held_by(const NamedProcess& late) {
  const std::string pid = std::to_string(late.pid);
  return Error{ErrorCode::locked,
               "process " + pid + " of monit-pkgmap cannot be ended, and may hold the lock",
               "it is frozen, or waits for a disk that does not answer: once it has ended, "
               "'monit-pkgmap recover' resumes what is suspended"};
}

}  // namespace

Host& this_host() {
  static ThisHost host;
  return host;
}

Result<std::unique_ptr<StateLock>> lock_within(
    milliseconds patience, Host& host,
    const std::function<Result<std::unique_ptr<StateLock>>()>& take) {
  const auto deadline = host.now() + patience;
  for (;;) {
    auto held = take();
    if (!held || *held || host.now() >= deadline) return held;
    const UntoldSteps again;
    host.sleep(milliseconds(20));
  }
}

namespace {

Result<std::unique_ptr<StateLock>> lock_or_end_late(
    Host& host, const Journal& journal,
    const std::function<Result<std::unique_ptr<StateLock>>()>& take) {
  auto held = lock_within(milliseconds(5'000), host, take);
  if (!held || *held) return held;
  const auto late = late_processes(journal, host);
  const auto immortal = end_late(late, host);
  if (!late.empty()) held = lock_within(milliseconds(1'000), host, take);
  if (!held || *held) return held;
  if (!immortal.empty()) return perhaps_held_by(immortal.front());
  return Error{ErrorCode::locked, "another monit-pkgmap is acting right now",
               "try again in a few seconds"};
}

}  // namespace

Result<std::unique_ptr<StateLock>> lock(Host& host, const Journal& journal) {
  return lock_or_end_late(host, journal, [&] { return journal.try_lock(); });
}

Result<std::unique_ptr<StateLock>> lock_reloads(Host& host, const Journal& journal) {
  return lock_or_end_late(host, journal, [&] { return journal.try_lock_reloads(); });
}

}  // namespace pkgmap
