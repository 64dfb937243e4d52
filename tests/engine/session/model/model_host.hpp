// The Host of one process of the model: the model of a machine answers everything that a session
// asks.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/session/host/heart.hpp"
#include "engine/session/host/host.hpp"
#include "tests/engine/session/model/machine.hpp"

namespace pkgmap::model {

class ModelHost : public Host {
 public:
  /// The machine must outlive the host.
  explicit ModelHost(Machine& machine) : machine_(machine) {}
  ModelHost(const ModelHost&) = delete;
  ModelHost& operator=(const ModelHost&) = delete;

  Clock::time_point now() override;
  std::int64_t wall_usec() override { return machine_.wall(); }
  void sleep(std::chrono::milliseconds time) override;

  std::string boot() override { return machine_.boot(); }
  std::optional<std::uint64_t> start_time(int pid) override;
  std::optional<Heartbeat> heartbeat(int pid) override;
  std::int64_t steady_usec() override { return machine_.scheduler.now(); }
  std::int64_t began(std::uint64_t start_time) override;
  void sleep_while_alive(int pid, std::uint64_t start_time,
                         std::chrono::milliseconds time) override;
  std::optional<int> process_group(int pid) override;
  bool has_orphans(int group, std::uint64_t not_before) override;
  bool has_scriptlets(std::uint64_t not_before) override;
  std::optional<int> transaction_holder(const Settings& settings) override;
  void listen_for_the_end() override {}
  bool told_to_end() override;
  bool shuts_down() override { return machine_.shuts_down; }
  bool is_program_removed() override { return machine_.is_program_removed; }
  int own_pid() override { return machine_.scheduler.self(); }
  bool runs_as_root() override { return machine_.root_looks; }
  void kill_process(const NamedProcess& process) override;
  std::uint64_t activity(int pid) override;
  std::vector<RunningGuard> running_guards(const Settings& settings) override;
  bool runs(const monitrc::Check& check, int manager) override;
  std::vector<rules::CheckFacts> facts_of(const std::vector<monitrc::Check>& checks,
                                          int manager) override;

  Result<Journal> open_journal(const Settings& settings) override;
  void rest() override { heart_.end(); }
  void note_alone() override { heart_.note_alone(); }
  Result<Journal::Sessions> sessions(const Settings& settings) override;
  Result<std::vector<rules::SubstituteCheck>> substitutes(const Settings& settings) override;
  Result<std::optional<ContentRecords>> contents(const Settings& settings) override;
  bool has_state(const Settings& /*settings*/) override { return machine_.disk.made; }
  Result<std::optional<PackageNotes>> package_notes(const Settings& settings) override;

  std::optional<MonitLog> monit_log(const std::string& path,
                                    std::optional<std::int64_t> from) override;
  std::string why_monit_is_absent() override { return machine_.why_monit_is_absent; }
  Result<monitrc::Parsed> read_control_file(const Settings& settings) override;
  Result<std::unique_ptr<MonitClient>> connect(const Settings& settings,
                                               const monitrc::ControlFile& control_file) override;
  std::optional<MonitDaemon> daemon(const monitrc::ControlFile& control_file,
                                    MonitClient& monit) override;
  bool runs_programs(const MonitDaemon& daemon) override;
  Done wake(const MonitDaemon& daemon) override;
  Done reload(const MonitDaemon& daemon) override;
  std::optional<StoppedMonit> identify(const monitrc::ControlFile& control_file) override;
  Done stop(const StoppedMonit& monit) override;
  Done start(const StoppedMonit& monit, const monitrc::ControlFile& control_file,
             std::chrono::milliseconds reading) override;
  Done check_syntax(const MonitDaemon& daemon, const std::string& control_file,
                    std::chrono::milliseconds reading) override;

  Result<std::unique_ptr<StateStore>> directory(const std::string& path) override;

  Result<TransactionFacts> gather(const Settings& settings, const Transaction& transaction,
                                  const monitrc::ControlFile& control_file) override;
  Result<std::unique_ptr<PackageDatabase>> packages(const Settings& settings) override;
  void expect_packages(const Settings& /*settings*/, bool /*files*/) override {}
  bool has_successor(const monitrc::Check& check, rules::Strength before, const Settings& settings,
                     PackageDatabase& database) override;
  rules::PresentFile present_file(const std::string& path, const std::set<Algorithm>& algorithms,
                                  const Enough& enough) override;
  Result<rules::Packaging> packaging(rules::PresentFile& file, PackageDatabase& database) override;

  void log(const LogEntry& entry) override;
  Done start_guard(const Settings& settings, const SessionRecord& record) override;

 private:
  bool is_same(const MonitDaemon& daemon) const;
  /// Reads for as long as the machine says; false if that was too long.
  bool reads_in_time(const Enough& enough);
  std::optional<Error> fails(std::string_view call) { return machine_.faults.come(call); }

  Machine& machine_;
  Heart heart_{*this};
};

}  // namespace pkgmap::model
