// Says which users monit knows from its control file, and which passwords of theirs can be read.
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
  /// nullopt if only its digest is known. May be empty.
  std::optional<std::string> password;
  bool read_only = false;

  /// Whether a request can log in as this user. HTTP ends the name of a user at the first ':'.
  bool is_usable() const { return password && user.find(':') == std::string::npos; }
};

/// Returns the users in the order in which monit reads them, without those that monit ignores,
/// since an earlier `allow` names the same user (ASCII case ignored) or a group of PAM with this
/// user. The users of PAM groups are not among them. `root` is put before the paths of the files.
std::vector<Login> logins_of(const monitrc::Httpd& httpd, const std::string& root);

}  // namespace pkgmap
