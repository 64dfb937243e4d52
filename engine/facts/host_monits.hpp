// Finds every monit of this host that monit-pkgmap looks after, and the state directory of each.
//
// The first monit is the monit that a command without --monitrc means. Each monit has a state
// directory of its own, the outermost one (Settings::state_directory) or one below it
// (state_directories.hpp), so a check of one monit is never taken for a check of the same name of
// another monit, and no monit waits for the lock of another. Changes no file. Any thread. Cannot
// fail: what cannot be read is missing in the result.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/monit/running_monits.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// A monit that is looked after and is not the first one.
struct FurtherMonit {
  std::string control_file;
  std::string state_directory;  ///< Its path; the directory perhaps does not exist yet.
  bool runs = false;            ///< When find_host_monits() looked.
};

struct HostMonits {
  std::string first;  ///< The control file of the first monit; empty if none is found.
  /// The state directory of the first monit; that of the settings if there is no first monit.
  std::string first_state_directory;
  /// The further monits that run or have a state directory, sorted by control file.
  std::vector<FurtherMonit> further;
  /// What find_running_monits() returned; RunningMonits::more_ours also counts each monit whose
  /// control file has too long a path for a state directory.
  RunningMonits running;
};

/// Finds the monits. If the settings have another root than "/", or name a control file, looks for
/// no monit: `first`, `further` and `running` stay empty. `search` bounds the look at the
/// processes.
HostMonits find_host_monits(const Settings& settings, const MonitSearch& search = {});

/// Returns the running monits that monit-pkgmap does not look after, for people; empty if there are
/// none.
std::vector<UnservedMonit> unserved_monits(const HostMonits& monits);

/// Returns the paths of `outermost` (the outermost state directory, even if it does not exist) and
/// of the state directories below it, except the directories of the first monit and of the further
/// monits that run.
std::vector<std::string> idle_state_directories(const HostMonits& monits,
                                                const std::string& outermost);

/// Returns the path of the state directory of the monit with this control file; the outermost one,
/// `settings.state_directory`, if the path of the control file is too long for a name of its own.
std::string state_directory_of(const Settings& settings, const std::string& control_file);

}  // namespace pkgmap
