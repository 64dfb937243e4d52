// What one interleaving is about, from its seed: a control file, packages, transactions, and what
// disturbs them. A value; can be shortened.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "tests/engine/session/model/machine.hpp"

namespace pkgmap::model {

enum class Deed : std::uint8_t {
  kill_self,     ///< Whoever makes that step.
  kill_manager,  ///< One of the package managers.
  kill_job,      ///< A package manager and its hook, as Ctrl-C and a closed terminal do.
  kill_guard,
  fail_step,  ///< An I/O error, a refused connection, a time-out.
  fill_disk,
  free_disk,
  monitor,  ///< By an administrator.
  unmonitor,
  reload,
  restart,
  kill_monit,  ///< It comes back after a while.
  slow_monit,  ///< Its cycles take long from now on.
  reboot,
  tamper,          ///< With a file.
  resume_by_hand,  ///< Of a session, by a person.
  recover,
  restore,          ///< A file gets back what it should hold.
  terminate_guard,  ///< SIGTERM.
  count
};
const char* name_of(Deed deed);

struct Disturbance {
  Deed deed = Deed::kill_self;
  std::size_t point = 0;  ///< It comes at the first point not before this one.
  std::uint64_t choice = 0;
};

struct ManagerPlan {
  Usec begins = 0;
  std::vector<std::string> packages;
  bool removes = false;     ///< Else upgrades.
  bool same_files = false;  ///< With the files that are there already.
  bool two_hooks = false;
  std::size_t new_control_file = 0;  ///< Number in Scenario::control_files; 0: as it was.
};

/// What becomes of alarms about files that changed outside any package.
enum class DriftPolicy : std::uint8_t {
  refuse,  ///< The control file includes nothing: no reload while there is one.
  carry,   ///< Substitute checks keep them alive over a reload.
};

struct Scenario {
  std::uint64_t seed = 0;
  DriftPolicy drift = DriftPolicy::refuse;
  std::vector<std::string> control_files;  ///< The first holds first.
  std::vector<ModelPackage> packages;
  std::vector<std::string> off;  ///< Switched off by an administrator, before.
  std::vector<ManagerPlan> managers;
  std::vector<Disturbance> disturbances;
  Usec poll = kSecond;
  Usec lease = 0;
};

/// The same deeds with both policies, but that `carry` has more that are about files.
Scenario scenario_of(std::uint64_t seed, DriftPolicy drift);

/// As the seed decides.
Scenario scenario_of(std::uint64_t seed);

}  // namespace pkgmap::model
