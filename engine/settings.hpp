// What a command knows before it begins: the values of the global options, and what follows from
// these values. Plain values, except tell(), which calls the listener. "Inside the root" means: a
// path as seen after chroot(2) into `root`. Every other path is a path of the running host.
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

/// A running monit whose checks monit-pkgmap does not suspend, or several such monits.
struct UnservedMonit {
  std::string about;       ///< Which process, and why monit-pkgmap ignores it: a clause for people.
  std::string executable;  ///< The path of its executable; "/proc" if `about` is about several.
  /// A monit of root that monit-pkgmap ignores only because there are too many monits, or because
  /// there was no time to examine it.
  bool is_missed = false;
};

struct Settings {
  /// The root directory of the host that is asked about. After an image or bundle has been opened:
  /// the directory with its files.
  std::string root = "/";
  /// The tar file (a container image, or the files of a root) that stands in for a root (--image);
  /// empty for none.
  std::string image_file;
  /// Keeps the directory `root` of an opened image or bundle, and knows the owners, modes and sizes
  /// of its files (engine/system/files/stand_in.hpp). Null without an image and without a bundle.
  std::shared_ptr<StandIn> image;
  /// The bundle (a file that `bundle` made of another host) that stands in for a host (--bundle);
  /// empty for none.
  std::string bundle_file;
  /// What the bundle says of the host; null without an opened bundle.
  std::shared_ptr<const RecordedHost> recorded;
  /// What the bundle says of the packages; null without an opened bundle.
  std::shared_ptr<const RecordedPackages> recorded_packages;
  /// Path of the control file inside the root. Empty: that of the running monit, else the first of
  /// monit's own places.
  std::string monitrc;
  std::string dbpath;  ///< The package database inside the root; empty: the package system's own.
  /// Whether the package database is that of rpm or dpkg; nullopt: package_system_of()
  /// (engine/packages) decides.
  std::optional<rules::PackageSystem> packages;
  /// The home directory of the caller, in which librpm reads macros; empty: not known.
  std::string home;
  /// The directory with the sessions of the monit that is asked about.
  std::string state_directory = "/var/lib/monit-pkgmap";
  /// The only policy file that counts; empty: the policy files in /etc/monit-pkgmap inside the root
  /// count.
  std::string policy_file;
  /// The directory inside which `policy_file` is looked up: `/`, or a directory of a bundle.
  std::string policy_root = "/";
  /// What the policy files say, once with_policy() (engine/facts/policy_files.hpp) has read them.
  rules::Policy policy;
  /// The time to wait for processes after a transaction (--settle). If set, the settle time of the
  /// policy does not count.
  std::optional<std::chrono::seconds> settle;
  /// How long the guard (the process that resumes the checks if the package manager does not) waits
  /// for a package manager that still runs (--lease). If set, the lease of the policy does not
  /// count.
  std::optional<std::chrono::seconds> lease;
  /// The program that a guard runs. The default is this program, even if its file was replaced.
  std::string program = "/proc/self/exe";
  std::string libexec;  ///< The directory of the other programs of this project.
  /// In a guard: how monit could be asked before the transaction, see
  /// engine/monit/served_monit.hpp. Null in every other process.
  std::shared_ptr<const ServedMonit> served;
  /// Id of the session that a suspend begins; if this text is no id of a session, as when it is
  /// empty, suspend makes an id. If one transaction has a session for each of several monits, these
  /// sessions have the same id.
  std::string new_session;
  /// True if this process answers for a further monit, that is, for a monit of this host that is
  /// not the first. Another process answers for the first monit (the monit that a command without
  /// --monitrc means), and for what concerns the whole host: package managers, packages, services
  /// without a check.
  bool further = false;
  /// In the process for the first monit: the state directories of monits that do not run, for which
  /// no process begins a session. A suspend announces its transaction there, too. Else empty.
  std::vector<std::string> idle_state_directories;
  /// The running monits whose checks monit-pkgmap does not suspend: `doctor` and `audit` name all
  /// of them, `suspend` and `explain` only those with is_missed.
  std::vector<UnservedMonit> unserved;
  /// Gets each step of a command as it happens, as one clause, from tell(); may be empty.
  std::function<void(const std::string& step)> listener;

  /// Returns whether the settings are about the running host.
  bool live() const { return root == "/" && image_file.empty() && bundle_file.empty(); }
  /// Returns the option that chose a place other than the running host: "--bundle", "--image" or
  /// "--root". Also returns "--root" if live() is true.
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
