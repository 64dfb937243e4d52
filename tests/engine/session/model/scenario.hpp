// The scenario of one interleaving, made from a seed: a control file, packages, transactions, and
// the disturbances. A value, which can be shortened.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "tests/engine/session/model/machine.hpp"

namespace pkgmap::model {

/// The files of the machine that checks may look at; the last one is of no package.
inline constexpr std::array<const char*, 5> kFiles = {"/a/one", "/a/two", "/b/one", "/b/two",
                                                      "/own"};

enum class Deed : std::uint8_t {
  kill_self,     ///< The process that makes that step dies.
  kill_manager,  ///< One of the package managers dies.
  kill_job,      ///< A package manager and its hook die, as by Ctrl-C or a closed terminal.
  kill_guard,
  fail_step,  ///< With an I/O error, a refused connection or a time-out.
  fill_disk,
  free_disk,
  monitor,  ///< By an administrator; so are the next three.
  unmonitor,
  reload,
  restart,
  kill_monit,  ///< monit comes back after a while.
  slow_monit,  ///< monit's cycles take long from now on.
  reboot,
  tamper,          ///< Somebody changes a file.
  resume_by_hand,  ///< A person resumes a session.
  recover,
  restore,          ///< A file gets back the content that it should have.
  terminate_guard,  ///< SIGTERM.
  freeze,           ///< A process of the program does not go on for a while.
  vanish,           ///< Somebody removes the records of the sessions that have a guard, or the
                    ///< whole state directory.
  hide,             ///< Somebody mounts an empty directory over the state directory.
  count
};
const char* name_of(Deed deed);

struct Disturbance {
  Deed deed = Deed::kill_self;
  std::size_t point =
      0;  ///< The disturbance comes at the first suitable point, at this one or later.
  std::uint64_t choice = 0;
};

struct ManagerPlan {
  Usec begins = 0;
  std::vector<std::string> packages;
  bool removes = false;     ///< False: an upgrade.
  bool same_files = false;  ///< The upgrade has the files that are there already.
  bool two_hooks = false;
  std::size_t new_control_file =
      0;  ///< Index in Scenario::control_files; 0: the control file stays as it is.
};

/// What the policy says about files that changed outside any package.
enum class DriftPolicy : std::uint8_t {
  refuse,  ///< The control file includes no other file: no reload while such a file has drift.
  carry,   ///< Substitute checks keep the alarms over a reload.
};

struct Scenario {
  std::uint64_t seed = 0;
  DriftPolicy drift = DriftPolicy::refuse;
  std::vector<std::string> control_files;  ///< monit has the first one at the beginning.
  std::vector<ModelPackage> packages;
  std::vector<std::string> off;  ///< Checks that an administrator has switched off before.
  std::vector<ManagerPlan> managers;
  std::vector<Disturbance> disturbances;
  Usec poll = kSecond;
  Usec lease = 0;
  monitrc::Version monit{5, 33, 0};
  Usec start_delay = 0;  ///< monit has just started after a boot, and does not answer for so long.
};

/// The same deeds for both policies, but `carry` has additional ones that change files. With
/// `delayed`, the transactions begin in monit's start delay or after it.
Scenario scenario_of(std::uint64_t seed, DriftPolicy drift, bool delayed = false);

/// The same, with the policy and the delay that the seed decides.
Scenario scenario_of(std::uint64_t seed);

/// A crowd in a start delay: two hooks and further transactions that begin around monit's first
/// answer, and, if no guard dies, a state directory that goes once.
Scenario crowded_scenario_of(std::uint64_t seed);

}  // namespace pkgmap::model
