// Runs monit-pkgmap for a hook, in a session of its own (setsid(2)) and for a bounded time.
//
// The hooks in C++ use this class; cli/plugins/python does the same for the hooks in Python. A hook
// never fails its transaction, so an error becomes a message of the Answer. For one thread.
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
  std::chrono::seconds suspend{40};  ///< Longer than the limit of the program itself.
  std::chrono::seconds resume{15};
};

class Program {
 public:
  /// `path` is the absolute path of monit-pkgmap. `environment` has words "NAME=value", as
  /// environment_of_program() returns them.
  Program(std::string path, std::vector<std::string> environment, Bounds bounds = {})
      : path_(std::move(path)), environment_(std::move(environment)), bounds_(bounds) {}

  /// Runs `suspend` with `transaction`, a text of JSON (monit-pkgmap-formats(5)), and returns the
  /// answer. If a signal killed the program, runs it once more: the transaction has not begun yet,
  /// and the second run takes over the session of the first run. Both runs together take
  /// Bounds::suspend at most, and end at `until` at the latest; a program that still runs then is
  /// killed. Without an answer, returns an Answer with an error and without a session.
  Answer suspend(const std::string& transaction,
                 Clock::time_point until = Clock::time_point::max()) const;

  /// Resumes the session with the id `session`, and returns the answer. `manager` is the name of
  /// the hook's package manager ("dnf5"). If the program has not ended after Bounds::resume,
  /// returns an Answer with an error, and the program runs on. If the transaction has removed the
  /// program, returns an Answer with one message of Level::info: the guard (the process that
  /// watches the package manager) resumes the checks in the background.
  Answer resume(const std::string& session, const std::string& manager) const;
  /// Does the same for all sessions of the package manager with the pid `manager`: one session for
  /// each monit whose checks belong to its packages. Takes Bounds::resume at most, and waits until
  /// `until` at the latest.
  ///
  /// Without such a session, returns an Answer without an error. Exception: if a lost guard runs (a
  /// guard whose session is not on disk), the lost session may be that of `manager`, and the Answer
  /// has an error.
  Answer resume_all_of(int manager, Clock::time_point until = Clock::time_point::max()) const;

 private:
  Answer resume(std::vector<std::string> which, Clock::time_point until) const;

  std::string path_;
  std::vector<std::string> environment_;
  Bounds bounds_;
};

/// Returns words "NAME=value": fixed values of PATH and LC_ALL, and the values that MONIT_PKGMAP
/// and HOME have in this process, if set. librpm reads macros of the package manager below HOME.
std::vector<std::string> environment_of_program();

}  // namespace pkgmap::hook
