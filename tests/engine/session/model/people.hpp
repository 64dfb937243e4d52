// Everybody who acts on the model of a machine: package managers with their hooks, and the
// disturbances of a scenario.
#pragma once

#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "tests/engine/session/model/machine.hpp"
#include "tests/engine/session/model/scenario.hpp"

namespace pkgmap::model {

class People {
 public:
  /// Both must outlive it.
  People(Machine& machine, const Scenario& scenario);

  /// Starts the package managers.
  void begin();
  /// Called at every point; see Scheduler::World.
  Done disturb(std::string_view step);
  /// Acts as the command `recover`: resumes what dead sessions left suspended, makes the rechecks
  /// that are due, and ends substitute checks whose file is recovered.
  void recover();
  /// Ends the disturbances.
  void rest() { resting_ = true; }

 private:
  void manage(const ManagerPlan& plan);
  std::string suspend_by_hook(const ManagerPlan& plan, const std::string& hook, int manager);
  void resume_by_hook(const std::string& session, const std::string& hook);
  void look_at_time(const char* hook, Usec began, Usec limit);
  void carry_out(const ManagerPlan& plan);
  void await(int pid);
  void take_the_lock_of_rpm();
  Done carry_out(const Disturbance& one, std::string_view step);
  void do_to_monit(const Disturbance& one);
  void kill_one(const Disturbance& one);
  void terminate_guard(std::uint64_t choice);
  void freeze(std::uint64_t choice);
  bool is_guarded(const SessionRecord& session);
  bool are_all_guarded(const std::vector<SessionRecord>& sessions);
  void hide_records();
  void remove_records(std::uint64_t choice);
  void ask_monit(const Disturbance& one);
  void tamper(std::uint64_t choice);
  void restore(std::uint64_t choice);
  void resume_by_hand(std::uint64_t choice);

  Machine& machine_;
  const Scenario& scenario_;
  Settings settings_;
  std::vector<Disturbance> left_;
  std::size_t points_ = 0;
  int runs_rpm_ = 0;  ///< The package manager that holds rpm's lock, alive or dead; 0: none.
  bool resting_ = false;
  bool frozen_ = false;    ///< A process stood still for a while.
  bool vanished_ = false;  ///< Somebody has removed a record.
};

}  // namespace pkgmap::model
