// monit-pkgmap, as a hook calls it: in a session of its own, over a socket, bounded in time.
//
// For hooks that are programs of ours; those in Python have the same rules in their own words. A
// hook never fails its transaction: what goes wrong becomes a message. One thread.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "cli/plugins/hook/answer.hpp"

namespace pkgmap::hook {

/// How long a transaction may be held up.
struct Bounds {
  std::chrono::seconds suspend{40};  ///< Above what the program allows itself.
  std::chrono::seconds resume{15};
};

class Program {
 public:
  /// `path`: of monit-pkgmap. `environment`: see environment_of_program().
  Program(std::string path, std::vector<std::string> environment, Bounds bounds = {})
      : path_(std::move(path)), environment_(std::move(environment)), bounds_(bounds) {}

  /// `transaction` is JSON (docs/formats.md). If something killed the program it is tried once
  /// more: nothing of the transaction has begun, and it takes over what it finds of itself.
  Answer suspend(const std::string& transaction) const;

  /// When its time is up, the program goes on alone.
  Answer resume(const std::string& session, const std::string& manager) const;
  /// The same for whatever hooks have suspended for the package manager with this pid.
  Answer resume_all_of(int manager) const;

 private:
  Answer resume(std::vector<std::string> which) const;

  std::string path_;
  std::vector<std::string> environment_;
  Bounds bounds_;
};

/// PATH, the locale, and what of our own environment the program goes by: MONIT_PKGMAP, and HOME,
/// which tells librpm what macros hold for the package manager.
std::vector<std::string> environment_of_program();

}  // namespace pkgmap::hook
