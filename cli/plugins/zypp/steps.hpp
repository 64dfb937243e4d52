// Translates the steps of a libzypp commit into a transaction (monit-pkgmap-formats(5),
// Transaction). A step installs or removes one package. Pure.
//
// libzypp names the incoming packages, but not the packages that these replace. The reader of the
// transaction finds the replaced packages in the package database.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/json/json.hpp"

namespace pkgmap::zypp {

/// The name of libzypp in a transaction and in a session.
inline constexpr const char* kManager = "zypp";

/// What a commit does to one package.
struct Step {
  /// What libzypp tells:
  /// - "remove": the package goes;
  /// - "install": the package comes beside its installed versions, as a kernel does;
  /// - "upgrade": the package comes, and may be new, newer, older or the same.
  std::string action;
  std::string name;
  std::string epoch;  ///< "0" if libzypp names no epoch.
  std::string version;
  std::string release;
  std::string arch;
  std::string rpm{};  ///< Path of the .rpm file; empty until Arrivals (arrivals.hpp) has found it.

  /// Returns whether the commit installs the package.
  bool incoming() const { return action != "remove"; }
  /// Returns the base name of the .rpm file: "mysql-server-8.0.40-1.el9.x86_64.rpm".
  std::string file_name() const;
};

/// Returns the steps in the body of the frame COMMITBEGIN (frames.hpp), in the order of the body.
/// Leaves out what is no package: patterns, patches and the like. Empty if the body is not a list
/// of steps.
std::vector<Step> steps_of(std::string_view body);

/// Returns a transaction of these packages. `manager` is the pid of the process that runs the
/// commit. The member `series` is true: the process may run further transactions, which then share
/// one session.
Json transaction_of(const std::vector<Step>& steps, int manager);

}  // namespace pkgmap::zypp
