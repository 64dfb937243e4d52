// What a command was told about the host: the values of the global options.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "rules/policy.hpp"

namespace pkgmap {

struct Settings {
  std::string root = "/";
  std::string monitrc;  ///< Inside the root; empty: the running daemon's, else the first of monit's
                        ///< own places.
  std::string dbpath;   ///< Inside the root; empty: rpm's own.
  std::string home;     ///< The caller's; librpm reads macros there. Empty: not known.
  std::string state_directory = "/var/lib/monit-pkgmap";
  std::string policy_file;  ///< Empty: those of /etc/monit-pkgmap inside the root.
  rules::Policy policy;     ///< What they say, once with_policy() has read them.
  std::optional<std::chrono::seconds> settle;  ///< Counts more than the policy's.
  /// What the guard runs: the program itself, even when its file was replaced meanwhile.
  std::string program = "/proc/self/exe";
  std::string libexec;  ///< The directory of the other programs that it runs.

  bool live() const { return root == "/"; }
};

}  // namespace pkgmap
