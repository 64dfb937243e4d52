// The notes of the hook before a run of dpkg for the hook after it: one file for each process of a
// package manager that has a session. For one thread.
#pragma once

#include <optional>
#include <string>

#include "cli/plugins/hook/handover.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::apt {

class Handovers {
 public:
  /// `directory` is the absolute path of a directory of this user alone; it is made when the first
  /// note is written.
  explicit Handovers(std::string directory) : directory_(std::move(directory)) {}

  /// Leaves a note for this process, and removes those for processes that have ended.
  Done leave(int pid, const hook::Handover& handed) const;
  /// Returns the note for this process and removes it; nullopt if there is none. A note for an
  /// earlier process with the same number does not count.
  std::optional<hook::Handover> take(int pid) const;

 private:
  std::string directory_;
};

}  // namespace pkgmap::apt
