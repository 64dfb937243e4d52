// Decides which process of a model goes on next: the processes take turns in virtual time, as a
// seed decides.
//
// Every step() of the engine and every sleep is a point: there another process may go on, time may
// pass, and a disturbance may come. One thread, one scheduler at a time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/system/result.hpp"
#include "tests/engine/session/model/fiber.hpp"
#include "tests/engine/session/model/model_monit.hpp"
#include "tests/engine/session/model/random.hpp"

namespace pkgmap::model {

/// What has happened, one line for each event. Empty unless it is wanted, because it costs time.
class Trace {
 public:
  bool wanted = false;
  std::string text;
};

class Scheduler {
 public:
  /// Everything else that happens in this virtual time.
  struct World {
    std::function<std::optional<Usec>()> next_event;
    std::function<void(Usec now)> run;
    /// Called at every point. Its Error is the error with which the step fails. `step` is empty if
    /// the point is no step.
    std::function<Done(std::string_view step)> disturb;
  };
  Scheduler(Random random, Trace& trace);
  ~Scheduler();
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  void set_world(World world) { world_ = std::move(world); }

  // From anywhere.
  Usec now() const { return now_; }
  Random& random() { return random_; }
  void note(const std::string& what);
  /// Starts a process and returns its pid.
  int spawn(const std::string& name, std::function<void()> body);
  std::optional<std::uint64_t> start_time(int pid) const;
  /// How often the process has gone on; 0 if there is none.
  std::uint64_t turns_of(int pid) const;
  bool lives(int pid) const { return processes_.contains(pid); }
  /// SIGKILL. If the caller is the victim, the call does not return.
  void kill(int pid);
  /// For that time the process does not go on, as after SIGSTOP or in a frozen cgroup. In the
  /// kernel it also outlives SIGKILL until then, as while it waits for a disk.
  void freeze(int pid, Usec time, bool in_the_kernel = false);
  /// Kills every process but the caller.
  void kill_others();
  std::vector<int> pids() const;
  const std::string& name_of(int pid) const;
  /// The process that runs now; 0: none.
  int self() const { return self_; }
  /// After a reboot no process has the start time of an earlier one.
  void forget_start_times() { starts_ += 1000; }

  // From within a process.
  void sleep(Usec time);
  /// Sleeps for that time, or until the process ends if that is sooner.
  void sleep_while_alive(int pid, Usec time);
  Done point(std::string_view step);

  /// Runs until every process has ended, or until that time.
  void run(Usec until);
  /// Runs until that time, even when every process has ended.
  void pass(Usec until);
  /// Runs until this process has ended. Returns false if it had not at that time.
  bool await_end(int pid, Usec until);
  /// How many times longer than it asked for a process may sleep.
  Usec stretch() const { return stretch_; }
  /// From now on no process sleeps longer than it asked for.
  void be_prompt() { stretch_ = 1; }

 private:
  struct Process {
    std::string name;
    std::unique_ptr<Fiber> fiber;
    std::uint64_t start_time = 0;
    std::uint64_t turns = 0;
    Usec wakes = 0;
    int waits_for = 0;
    int untold = 0;
    Usec frozen_until = 0;
    bool in_the_kernel = false;
    bool killed = false;  ///< It ends instead of going on.
  };
  bool take_turn(Usec until);
  bool is_ready(const Process& process) const;
  std::vector<int> ready() const;
  std::optional<Usec> next_time() const;
  void go_on(int pid);
  void end(int pid);

  Random random_;
  Trace& trace_;
  World world_;
  std::map<int, Process> processes_;
  std::vector<int> ready_;
  Usec now_ = 0;
  int self_ = 0;
  int next_pid_ = 1000;
  std::uint64_t starts_ = 1;
  Usec stretch_ = 1;  ///< Over 1 on a loaded machine: each process sleeps longer than it asked for.
};

}  // namespace pkgmap::model
