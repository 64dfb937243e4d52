// The model of a machine: its files, packages, control file, monit, disk and processes, in one
// virtual time. One thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/packages/signature.hpp"
#include "tests/engine/session/model/faults.hpp"
#include "tests/engine/session/model/model_monit.hpp"
#include "tests/engine/session/model/model_store.hpp"
#include "tests/engine/session/model/scheduler.hpp"
#include "tests/engine/session/model/witness.hpp"

namespace pkgmap::model {

struct ModelPackage {
  std::string name;
  int version = 1;
  int installed_at = 0;  ///< Differs after the version was installed once more.
  bool installed = true;
  std::map<std::string, std::string> files;  ///< Path and content.
  std::set<std::string> ghosts{};            ///< Paths that it owns without a content: %ghost.
  Signature signature = Signature::key;      ///< Of its header.
  bool configuration_only = false;           ///< PackageRecord::configuration_only

  std::string nevra() const;
};

class Machine {
 public:
  Machine(std::uint64_t seed, Trace& trace);
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  Scheduler scheduler;
  Disk disk;      ///< The state directory.
  Disk included;  ///< The directory kIncluded, whose files the control file may include.
  std::vector<ModelPackage> packages;
  std::string why_monit_is_absent;
  bool root_looks = true;                      ///< Host::runs_as_root()
  std::string package_place = "/var/lib/rpm";  ///< PackageDatabase::place()
  bool packages_damaged = false;               ///< The package database cannot be opened.
  bool packages_unreadable = false;            ///< It can be opened, and answers no question.
  bool packages_have_cookie = true;            ///< PackageDatabase::cookie() is not empty.
  /// The process that holds rpm's lock: a transaction of packages is under way. 0: a process that
  /// nobody can see.
  std::optional<int> transaction_holder;
  Usec clock_is_ahead = 0;  ///< Somebody has set the clock: by how much it differs.
  int rebuilds = 0;         ///< How often the package database was rebuilt.
  bool guards_start = true;
  Usec syntax_takes = 0;   ///< How long monit reads its control file to check it.
  Usec start_takes = 0;    ///< How long monit needs to start by Host::start().
  Usec reading_takes = 0;  ///< How long a process reads the content of a file.
  /// By path: the size of a large file, whose content stands for a longer one.
  std::map<std::string, std::int64_t> sizes;
  /// Somebody else listens where monit should: who connects finds that out.
  bool impostor_listens = false;
  /// By the name of a check: the files that its process executes though they are deleted.
  std::map<std::string, std::vector<std::string>> deleted;
  std::map<int, std::string> guards;  ///< By pid: the session in the command line.
  Faults faults;
  Witness witness;
  ModelMonit monit;

  /// `disturb` is called at every point; see Scheduler::World. A step may fail by `faults` first.
  void set_disturber(std::function<Done(std::string_view step)> disturb);

  Usec wall() const;
  std::string boot() const { return "boot-" + std::to_string(boot_); }

  // Files.
  std::optional<std::string> content(const std::string& path) const;
  void put(const std::string& path, std::optional<std::string> content);
  /// The content, as a process reads it: the machine notes that this process has seen it.
  std::optional<std::string> examine(const std::string& path);
  /// When the file at the path was last changed; nullopt if there is none.
  std::optional<Usec> changed_at(const std::string& path) const;
  bool is_packaged(const std::string& path, const std::string& content) const;
  ModelPackage* package(const std::string& name);

  // Control files.
  static constexpr const char* kControlFile = "/etc/monitrc";
  static constexpr const char* kIncluded = "/etc/monit.d";
  /// The control file on disk, with the files that it includes; monit may have read an earlier one.
  std::shared_ptr<const monitrc::Parsed> control_file() const;

  // Processes.
  /// Starts a process of that name, which sleeps until it is killed, in the process group of
  /// `leader` (0: in its own). Returns its pid.
  int start_process(const std::string& name, int leader = 0);
  int group_of(int pid) const;
  /// Whether a process of that group, started no earlier than `not_before`, runs on although the
  /// leader of the group has ended.
  bool has_orphans(int group, std::uint64_t not_before) const;
  /// Whether a process called kScriptlet, started no earlier than `not_before`, runs.
  bool has_scriptlets(std::uint64_t not_before) const;
  static constexpr const char* kScriptlet = "/bin/sh /var/tmp/rpm-tmp.model 2";
  /// Whether the process of a check runs, by pidfile or pattern.
  bool runs(const monitrc::Check& check) const;
  /// SIGTERM: the process goes on until it has seen that it is told to end.
  void tell_to_end(int pid) { told_to_end_.insert(pid); }
  bool is_told_to_end(int pid) const { return told_to_end_.contains(pid); }
  /// Whether systemd shuts the machine down.
  bool shuts_down = false;
  bool is_program_removed = false;

  // monit as a process.
  int monit_pid() const { return monit_pid_; }
  std::uint64_t monit_start_time() const { return monit_start_; }
  Usec monit_began() const { return monit_began_; }
  void start_monit(bool rebooted = false);
  /// Starts monit again after that time, as systemd does.
  void restart_monit_in(Usec time) { monit_starts_ = scheduler.now() + time; }
  void reload_monit(Who who);
  /// The running process has asked monit for something, and others act while it waits.
  void asks_monit() { asking_.insert(scheduler.self()); }

  /// True: the disks have no room for another text.
  void set_full(bool full);
  /// Ends every process but the caller.
  void reboot();
  /// Ends the disturbances: the disks have room, and monit runs.
  void calm_down();

  /// For whoever looks on: none of its calls counts as one of a process.
  Journal journal();
  /// As a process of the machine opens it: its calls may fail.
  Journal opened_journal();

 private:
  struct File {
    std::string content;
    Usec changed = 0;
    std::set<int> seen{};  ///< The processes that have read the file since it changed.
  };
  std::optional<Usec> next_event() const;
  void run(Usec now);
  /// Whether a process acts, or waits for what it has asked monit for.
  bool somebody_acts() const;
  bool is_held(const std::string& check);
  bool is_suspended(const std::string& check);
  bool is_heard(const std::string& check);
  bool remembers(const std::string& check, const std::string& other);

  std::map<std::string, File> files_;
  std::map<int, int> groups_;  ///< Pid and leader, of processes that lead no group.
  std::set<int> told_to_end_;
  std::set<int> asking_;
  mutable std::string parsed_text_;
  mutable std::shared_ptr<const monitrc::Parsed> parsed_;
  int boot_ = 1;
  int monit_pid_ = 500;
  std::uint64_t monit_start_ = 1;
  Usec monit_began_ = 0;
  std::optional<Usec> monit_starts_;
  int reloader_ = 0;
};

}  // namespace pkgmap::model
