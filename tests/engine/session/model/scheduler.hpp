// Who goes on next: the processes of a model, taking turns in virtual time as a seed decides.
//
// Every step() of the engine and every sleep is a point where another process may go on, where time
// passes, and where a disturbance may come. One thread, one scheduler at a time.
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

/// What happened, a line each. Empty unless somebody wants to read it: it costs time.
class Trace {
 public:
  bool wanted = false;
  std::string text;
};

class Scheduler {
 public:
  /// What else lives in this time.
  struct World {
    std::function<std::optional<Usec>()> next_event;
    std::function<void(Usec now)> run;
    /// Called at every point; its Error is what a step then fails with. An empty step: no step.
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
  /// A process begins; its pid.
  int spawn(const std::string& name, std::function<void()> body);
  std::optional<std::uint64_t> start_time(int pid) const;
  bool lives(int pid) const { return processes_.contains(pid); }
  /// SIGKILL. The caller may be the victim: then this does not return.
  void kill(int pid);
  /// All but the caller.
  void kill_others();
  std::vector<int> pids() const;
  const std::string& name_of(int pid) const;
  /// The process that goes on right now; 0: none.
  int self() const { return self_; }
  /// Of a boot that is over, nothing is the same again.
  void forget_start_times() { starts_ += 1000; }

  // From within a process.
  void sleep(Usec time);
  /// Not beyond the end of that process.
  void sleep_while_alive(int pid, Usec time);
  Done point(std::string_view step);

  /// Until every process has ended, or until that time.
  void run(Usec until);
  /// Until that time, also when every process has ended.
  void pass(Usec until);
  /// Until this one has ended. False: it had not at that time.
  bool await_end(int pid, Usec until);
  /// Nobody sleeps longer than he wanted.
  void be_prompt() { stretch_ = 1; }

 private:
  struct Process {
    std::string name;
    std::unique_ptr<Fiber> fiber;
    std::uint64_t start_time = 0;
    Usec wakes = 0;
    int waits_for = 0;
    int untold = 0;
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
  Usec stretch_ = 1;  ///< A loaded machine: everybody sleeps longer than he wanted.
};

}  // namespace pkgmap::model
