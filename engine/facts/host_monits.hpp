// Every monit of this host that is looked after, and the state directory of each.
//
// The first monit is the one that a command without --monitrc means. Each monit has a state
// directory of its own (state_directories.hpp), so a check of the one is never taken for a check of
// the same name of the other, and no monit waits for the lock of another. Changes no file. Any
// thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/monit/running_monits.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// A monit beside the first one.
struct FurtherMonit {
  std::string control_file;
  std::string state_directory;  ///< Perhaps not made yet.
  bool runs = false;
};

struct HostMonits {
  std::string first;  ///< The control file of the first monit; empty if none is found.
  std::string first_state_directory;  ///< That of the settings if none is found.
  std::vector<FurtherMonit>
      further;  ///< Those that run, or have a state directory; by control file.
  RunningMonits running;
};

/// Finds none beside the first one in another root, and if the settings name a control file.
/// `search` bounds the look at the processes.
HostMonits find_host_monits(const Settings& settings, const MonitSearch& search = {});

/// Returns the monits that are not looked after; empty if there are none.
std::vector<UnservedMonit> unserved_monits(const HostMonits& monits);

/// Returns the state directories of monits that do not run, but that of the first one. `outermost`
/// is the outermost one. Empty if there are none, and if the settings name a control file.
std::vector<std::string> idle_state_directories(const HostMonits& monits,
                                                const std::string& outermost);

/// Returns the state directory of the monit with this control file; `settings.state_directory` is
/// the outermost one.
std::string state_directory_of(const Settings& settings, const std::string& control_file);

}  // namespace pkgmap
