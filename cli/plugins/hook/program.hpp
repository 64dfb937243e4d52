// Runs monit-pkgmap for a hook: in a session of its own, with its input through a socket, for a
// bounded time.
//
// For the hooks in C++; cli/plugins/python does the same for those in Python. A hook never fails
// its transaction, so an error becomes a message. For one thread.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "cli/plugins/hook/answer.hpp"

namespace pkgmap::hook {

using Clock = std::chrono::steady_clock;

/// How long a hook may delay a transaction.
struct Bounds {
  std::chrono::seconds suspend{40};  ///< More than the program takes by its own limits.
  std::chrono::seconds resume{15};
};

class Program {
 public:
  /// `path` is the absolute path of monit-pkgmap; `environment` is as environment_of_program().
  Program(std::string path, std::vector<std::string> environment, Bounds bounds = {})
      : path_(std::move(path)), environment_(std::move(environment)), bounds_(bounds) {}

  /// `transaction` is JSON (monit-pkgmap-formats(5)). Tries once more if a signal killed the
  /// program: the transaction has not begun yet, and the second run takes over the session of the
  /// first. Both tries together take no longer than the bound, and end before `until`.
  Answer suspend(const std::string& transaction,
                 Clock::time_point until = Clock::time_point::max()) const;

  /// Resumes the session with this id for the hook `manager` ("dnf5"). When the time is up, returns
  /// an Answer with an error, and the program goes on by itself.
  Answer resume(const std::string& session, const std::string& manager) const;
  /// The same, at `until` at the latest, for the session that hooks have begun for the package
  /// manager with this pid.
  Answer resume_all_of(int manager, Clock::time_point until = Clock::time_point::max()) const;

 private:
  Answer resume(std::vector<std::string> which, Clock::time_point until) const;

  std::string path_;
  std::vector<std::string> environment_;
  Bounds bounds_;
};

/// Returns words "NAME=value": PATH, the locale, and two variables of this process, if they are
/// set: MONIT_PKGMAP, and HOME, where librpm finds the macros of the package manager.
std::vector<std::string> environment_of_program();

}  // namespace pkgmap::hook
