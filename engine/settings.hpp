// What a command was told about the host: the values of the global options.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "rules/policy/policy.hpp"

namespace pkgmap {

struct ServedMonit;

struct Settings {
  std::string root = "/";
  std::string monitrc;  ///< Inside the root; empty: the running daemon's, else the first of monit's
                        ///< own places.
  std::string dbpath;   ///< Inside the root; empty: rpm's own.
  std::string home;     ///< The caller's; librpm reads macros there. Empty: not known.
  std::string state_directory = "/var/lib/monit-pkgmap";
  std::string policy_file;  ///< Empty: those of /etc/monit-pkgmap inside the root.
  rules::Policy policy;     ///< What they say, once with_policy() has read them.
  std::optional<std::chrono::seconds>
      settle;  ///< Of the command line: counts more than the policy's.
  std::optional<std::chrono::seconds> lease;  ///< The same.
  /// What the guard runs: the program itself, even when its file was replaced meanwhile.
  std::string program = "/proc/self/exe";
  std::string libexec;  ///< The directory of the other programs that it runs.
  /// In a guard: how monit could be asked before the transaction, see
  /// engine/monit/served_monit.hpp. Null elsewhere.
  std::shared_ptr<const ServedMonit> served;
  /// Told of each step as it happens, one clause; may be empty.
  std::function<void(const std::string& step)> listener;

  bool live() const { return root == "/"; }
  void tell(const std::string& step) const {
    if (listener) listener(step);
  }
};

}  // namespace pkgmap
