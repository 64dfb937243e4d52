// Says which state directory each monit of a host has.
//
// One monit has the outermost state directory; every other monit has a state directory below it,
// named after its control file. A monit keeps its state directory, also if another monit becomes
// the first monit: else no process would find its sessions. Reads the journal, and the last reading
// (the checks of the last control file without a mistake, engine/journal/last_reading.hpp), in the
// outermost state directory. Changes no file; cannot fail. Any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/settings.hpp"

namespace pkgmap {

class StateDirectories {
 public:
  /// `settings.state_directory` is the outermost state directory. `first`: the path of the control
  /// file of the first monit; empty if there is none.
  StateDirectories(const Settings& settings, const std::string& first);

  /// Returns the path of the control file of the monit that has the outermost state directory. The
  /// first session there names this control file; without a session, the last reading names it.
  /// Returns `first` of the constructor, which may be empty, if there is neither, or if the named
  /// control file does not exist and no monit runs with it.
  const std::string& holder() const { return holder_; }

  /// Returns the path of the state directory of the monit with this control file; the directory may
  /// be missing. Empty if the path of the control file is too long for the name of a directory, and
  /// this monit does not have the outermost state directory.
  std::string of(const std::string& control_file) const;

  /// Returns the path of the control file after which `state_directory`, a path below the outermost
  /// one, is named. For any other path the result has no meaning.
  static std::string control_file_in(const std::string& state_directory);

 private:
  std::string holder_of_outermost() const;

  std::string outermost_;
  std::string holder_;
};

/// Returns the paths of all state directories below the outermost one, `state_directory`, sorted;
/// empty if there are none, or if they cannot be read. Leaves out a directory that
/// StateDirectory::open_existing() refuses, such as one that another user can write.
std::vector<std::string> state_directories_below(const std::string& state_directory);

}  // namespace pkgmap
