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
  count
};
const char* name_of(Deed deed);

struct Disturbance {
  Deed deed = Deed::kill_self;
  std::size_t point = 0;  ///< It comes at the first point not before this one.
  std::uint64_t choice = 0;
};

/// A package manager that outlives its transaction, and whose last hook never comes.
enum class Silence : std::uint8_t {
  none,
  after_rpm,
  before_rpm,  ///< Something ends the transaction before rpm begins.
};

struct ManagerPlan {
  Usec begins = 0;
  std::vector<std::string> packages;
  bool removes = false;     ///< Else upgrades.
  bool same_files = false;  ///< With the files that are there already.
  bool two_hooks = false;
  bool rpm_once = false;
  Silence silence = Silence::none;
  std::size_t attempts = 1;          ///< How often the first hook comes for it.
  std::size_t new_control_file = 0;  ///< Number in Scenario::control_files; 0: as it was.
};

struct Scenario {
  std::uint64_t seed = 0;
  std::vector<std::shared_ptr<const monitrc::Parsed>> control_files;  ///< The first holds first.
  std::vector<std::string> texts;                                     ///< The same for people.
  std::vector<ModelPackage> packages;
  std::vector<std::string> off;  ///< Switched off by an administrator, before.
  std::vector<ManagerPlan> managers;
  std::vector<Disturbance> disturbances;
  Usec poll = kSecond;
  Usec lease = 0;
};

Scenario scenario_of(std::uint64_t seed);

std::shared_ptr<const monitrc::Parsed> parse_text(const std::string& text);

}  // namespace pkgmap::model
