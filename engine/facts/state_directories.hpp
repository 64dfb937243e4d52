// Which state directory each monit of a host has.
//
// One monit has the outermost one, and every other monit one below it, named after the control
// file. A monit keeps its state directory, whichever monit is the first one and whichever ones run:
// else nobody would find the sessions that it has under way. Reads the journal of the outermost
// one. Changes no file. Any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/settings.hpp"

namespace pkgmap {

class StateDirectories {
 public:
  /// `settings.state_directory` is the outermost one, and `first` the control file of the first
  /// monit; empty if there is none.
  StateDirectories(const Settings& settings, const std::string& first);

  /// The control file of the monit whose outermost state directory is; empty if nobody has it. It
  /// is the monit whose sessions or last reading lie there, as long as its control file exists or
  /// it runs; else the first one.
  const std::string& holder() const { return holder_; }

  /// Returns the state directory of the monit with this control file. Empty if the control file has
  /// too long a name for one.
  std::string of(const std::string& control_file) const;

  /// Returns the control file after which a state directory below the outermost one is named.
  static std::string control_file_in(const std::string& state_directory);

 private:
  std::string holder_of_outermost() const;

  std::string outermost_;
  std::string holder_;
};

/// Returns the paths of all state directories below this one, sorted; empty if there are none.
std::vector<std::string> state_directories_below(const std::string& state_directory);

}  // namespace pkgmap
