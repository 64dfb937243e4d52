// What a command was told about the host: the values of the global options, and what the command
// has found out by them. Values, except tell(), which calls the listener.
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
  std::string about;       ///< Which process, and why it is not looked after: a clause for people.
  std::string executable;  ///< The path of its executable; "/proc" if `about` is about several.
  bool is_missed = false;  ///< It would be looked after if there were fewer monits.
};

struct Settings {
  /// The root directory of the host that is asked about. After an image or bundle has been opened:
  /// the directory with its files.
  std::string root = "/";
  /// The tar file that stands in for a root (--image); empty for none.
  std::string image_file;
  /// Keeps the directory `root` of an opened image or bundle, and answers for its files; else null.
  std::shared_ptr<StandIn> image;
  /// The bundle that stands in for a host (--bundle); empty for none.
  std::string bundle_file;
  /// What the bundle says of the host; null without an opened bundle.
  std::shared_ptr<const RecordedHost> recorded;
  /// What the bundle says of the packages; null without an opened bundle.
  std::shared_ptr<const RecordedPackages> recorded_packages;
  /// Path of the control file inside the root. Empty: that of the running monit, else the first of
  /// monit's own places.
  std::string monitrc;
  std::string dbpath;  ///< The package database inside the root; empty: the package system's own.
  /// Which package database counts; nullopt: package_system_of() (engine/packages) decides.
  std::optional<rules::PackageSystem> packages;
  /// The home directory of the caller, in which librpm reads macros; empty: not known.
  std::string home;
  /// A path of the running host, not inside the root.
  std::string state_directory = "/var/lib/monit-pkgmap";
  /// A path of the running host; empty: the policy files in /etc/monit-pkgmap inside the root.
  std::string policy_file;
  /// What the policy files say, once with_policy() (engine/facts/policy_files.hpp) has read them.
  rules::Policy policy;
  /// The settle time of the command line, which counts more than that of the policy.
  std::optional<std::chrono::seconds> settle;
  /// The lease of the command line, which counts more than that of the policy.
  std::optional<std::chrono::seconds> lease;
  /// The program that a guard runs: this program, even if its file was replaced meanwhile.
  std::string program = "/proc/self/exe";
  std::string libexec;  ///< The directory of the other programs of this project.
  /// In a guard: how monit could be asked before the transaction, see
  /// engine/monit/served_monit.hpp. Null elsewhere.
  std::shared_ptr<const ServedMonit> served;
  /// Id of the session that a suspend begins; empty: suspend makes an id. The sessions that one
  /// transaction has for several monits have one id.
  std::string new_session;
  /// This process answers for a further monit. Another process of this program answers for the
  /// first monit, and so for what concerns the whole host: package managers, packages, services
  /// without a check.
  bool further = false;
  /// In the process for the first monit: the state directories of monits that do not run, for which
  /// no process begins a session. A suspend announces its transaction there, too.
  std::vector<std::string> idle_state_directories;
  /// The monits that are not looked after: `doctor` and `audit` name all of them, `suspend` those
  /// with is_missed.
  std::vector<UnservedMonit> unserved;
  /// tell() calls this function with each step as it happens, one clause; may be empty.
  std::function<void(const std::string& step)> listener;

  /// Returns whether the settings are about the running host.
  bool live() const { return root == "/" && image_file.empty() && bundle_file.empty(); }
  /// Returns the option that names another place than the running host; "--root" if there is none.
  const char* place_option() const {
    if (!bundle_file.empty()) return "--bundle";
    return image_file.empty() ? "--root" : "--image";
  }
  /// Calls `listener` if there is one.
  void tell(const std::string& step) const {
    if (listener) listener(step);
  }
};

}  // namespace pkgmap
