// Keeps notes: what the hook before a run of dpkg leaves for the hook after this run (a Handover).
// There is one file for each process of a package manager for which a hook began a session. For one
// thread.
#pragma once

#include <optional>
#include <string>

#include "cli/plugins/hook/handover.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::apt {

class Handovers {
 public:
  /// `directory` is the absolute path of the directory of the notes. leave() makes the directory if
  /// it is missing. Only this user may write in it; if other users may, leave() fails and take()
  /// finds no note.
  explicit Handovers(std::string directory) : directory_(std::move(directory)) {}

  /// Writes the note `handed` for the package manager with the pid `pid`, in place of an earlier
  /// note, and removes the notes for processes that have ended. Fails if the process `pid` has
  /// ended, or if the file cannot be written.
  Done leave(int pid, const hook::Handover& handed) const;
  /// Removes the note for the process `pid`, and returns it. Returns nullopt if there is no note. A
  /// note that cannot be read, or is of an earlier process with this pid, is removed, and the
  /// function returns nullopt.
  std::optional<hook::Handover> take(int pid) const;

 private:
  std::string directory_;
};

}  // namespace pkgmap::apt
