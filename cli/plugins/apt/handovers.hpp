// Notes that the hook before a run of dpkg leaves for the hook after this run. The directory of the
// notes has one file for each process of a package manager that has a session. For one thread.
#pragma once

#include <optional>
#include <string>

#include "cli/plugins/hook/handover.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::apt {

class Handovers {
 public:
  /// `directory` is the absolute path of the directory of the notes. leave() makes the directory if
  /// it is missing; only this user may write in it.
  explicit Handovers(std::string directory) : directory_(std::move(directory)) {}

  /// Writes the note `handed` for the package manager with this pid, and removes the notes for
  /// processes that have ended. Error: the process has ended, or the file cannot be written.
  Done leave(int pid, const hook::Handover& handed) const;
  /// Removes the note for the process with this pid and returns it. Returns nullopt if there is no
  /// note, if the note cannot be read, or if the note is for an earlier process with the same pid.
  std::optional<hook::Handover> take(int pid) const;

 private:
  std::string directory_;
};

}  // namespace pkgmap::apt
