// Says which users monit knows from its control file, with those of their passwords that can be
// read.
//
// Reads the files of passwords that the control file names: regular files of one mebibyte at most.
// A file that cannot be read counts as empty. Asks the name service of this host about groups. Any
// thread. The caller owns what the function returns, and keeps it secret.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parsers/monitrc/model/settings.hpp"

namespace pkgmap {

/// A user of monit's HTTP interface.
struct Login {
  std::string user;  ///< May be empty: monit takes such a user, too.
  /// In cleartext; may be empty. nullopt if only a digest of the password is known.
  std::optional<std::string> password;
  bool read_only = false;

  /// Whether a request can log in as this user. HTTP ends the name of a user at the first ':'.
  bool is_usable() const { return password && user.find(':') == std::string::npos; }
};

/// Returns the users in the order in which monit reads them. Leaves out a user that monit ignores:
/// an earlier `allow` names the same user (ASCII case ignored), or a group of PAM that has this
/// user as a member. Leaves out users that only a PAM group lets in. `root` is put before the paths
/// of the files.
std::vector<Login> logins_of(const monitrc::Httpd& httpd, const std::string& root);

}  // namespace pkgmap
