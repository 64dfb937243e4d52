// What a command was told about the host: the values of the global options.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/nevra.hpp"
#include "rules/policy/policy.hpp"

namespace pkgmap {

class StandIn;
struct RecordedHost;
struct RecordedPackages;
struct ServedMonit;

/// A monit of this host that is not looked after.
struct UnservedMonit {
  std::string about;       ///< Which process, and why: a clause for people.
  std::string executable;  ///< Its path; "/proc" if the clause is about several.
  bool is_missed = false;  ///< It would be looked after, if there were not so many.
};

struct Settings {
  std::string root = "/";
  /// The tar file whose files are the root; empty for none. `root` is their directory once somebody
  /// has opened the file.
  std::string image_file;
  std::shared_ptr<StandIn> image;  ///< Keeps that directory.
  /// The bundle that stands in for a host; empty for none. Its files are below `root` then.
  std::string bundle_file;
  std::shared_ptr<const RecordedHost> recorded;  ///< What the bundle says of the host; may be null.
  std::shared_ptr<const RecordedPackages> recorded_packages;  ///< Likewise.
  std::string monitrc;  ///< Inside the root; empty: the running daemon's, else the first of monit's
                        ///< own places.
  std::string dbpath;   ///< Inside the root; empty: the package system's own.
  /// Which package database counts; nullopt: package_system_of() says that.
  std::optional<rules::PackageSystem> packages;
  std::string home;  ///< The caller's; librpm reads macros there. Empty: not known.
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
  /// Id of the session that a suspend begins; empty: a new one. The sessions that one transaction
  /// has for several monits have one id.
  std::string new_session;
  /// Another process of this program answers for the first monit, and so for what concerns the
  /// whole host: package managers, packages, services without a check.
  bool further = false;
  /// In the process for the first monit: the state directories of monits that do not run, for which
  /// no process begins a session. A suspend announces its transaction there, too.
  std::vector<std::string> idle_state_directories;
  /// For those who name them: doctor and audit; suspend those that are missed.
  std::vector<UnservedMonit> unserved;
  /// Told of each step as it happens, one clause; may be empty.
  std::function<void(const std::string& step)> listener;

  bool live() const { return root == "/" && image_file.empty() && bundle_file.empty(); }
  /// Returns the option that names another place than the running host; "--root" for none.
  const char* place_option() const {
    if (!bundle_file.empty()) return "--bundle";
    return image_file.empty() ? "--root" : "--image";
  }
  void tell(const std::string& step) const {
    if (listener) listener(step);
  }
};

}  // namespace pkgmap
