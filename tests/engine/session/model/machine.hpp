// A machine: its files, packages, control file, monit, disk and processes, in one virtual time.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/engine/session/model/model_monit.hpp"
#include "tests/engine/session/model/model_store.hpp"
#include "tests/engine/session/model/scheduler.hpp"
#include "tests/engine/session/model/witness.hpp"

namespace pkgmap::model {

struct ModelPackage {
  std::string name;
  int version = 1;
  bool installed = true;
  std::map<std::string, std::string> files;  ///< Path and content, which stands for its digest.

  std::string nevra() const;
};

class Machine {
 public:
  Machine(std::uint64_t seed, Trace& trace);
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  Scheduler scheduler;
  Disk disk;
  std::vector<ModelPackage> packages;
  std::shared_ptr<const monitrc::Parsed> control_file;
  Witness witness;
  ModelMonit monit;
  int runs_rpm = 0;  ///< The manager that holds rpm's lock, alive or dead; 0: nobody.

  /// Called at every point; see Scheduler::World.
  void set_disturber(std::function<Done(std::string_view step)> disturb);

  Usec wall() const;
  std::string boot() const { return "boot-" + std::to_string(boot_); }

  // Files.
  std::optional<std::string> content(const std::string& path) const;
  void put(const std::string& path, std::optional<std::string> content);
  /// A process looks at what it holds.
  std::optional<std::string> examine(const std::string& path);
  bool is_packaged(const std::string& path, const std::string& content) const;
  ModelPackage* package(const std::string& name);

  // monit as a process.
  int monit_pid() const { return monit_pid_; }
  std::uint64_t monit_start_time() const { return monit_start_; }
  void start_monit(bool rebooted = false);
  /// Somebody sees that it runs again after that time, as systemd does.
  void restart_monit_in(Usec time) { monit_starts_ = scheduler.now() + time; }
  void reload_monit(Who who);

  /// Everybody dies but the caller.
  void reboot();
  /// Nobody disturbs any more: the disk has room, monit runs.
  void calm_down();

  Journal journal();

 private:
  struct File {
    std::string content;
    std::map<int, bool> seen;  ///< Which processes have looked at it since it changed.
  };
  std::optional<Usec> next_event() const;
  void run(Usec now);
  bool is_held(const std::string& check);

  std::map<std::string, File> files_;
  int boot_ = 1;
  int monit_pid_ = 500;
  std::uint64_t monit_start_ = 1;
  std::optional<Usec> monit_starts_;
  int reloader_ = 0;
};

}  // namespace pkgmap::model
