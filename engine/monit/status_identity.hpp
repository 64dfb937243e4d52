// Decides whether a status comes from the monit whose control file was read. The status must have
// the name of this control file and the id of monit's id file.
//
// The socket alone does not distinguish two monits of one host, the monit of a container, or a
// monit with another control file. Any thread.
#pragma once

#include <string>

#include "engine/monit/peer.hpp"
#include "engine/system/result.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

class StatusIdentity {
 public:
  struct Terms {
    std::string where;         ///< The endpoint, for people.
    std::string control_file;  ///< Empty: not known, and not compared.
    std::string idfile;        ///< Of the control file; empty: monit's own place for it.
  };
  explicit StatusIdentity(Terms terms);

  /// Returns an Error (ErrorCode::monit) if `status`, which `peer` has sent, is that of another
  /// monit, or does not say which control file its monit has. If `peer` is known only by its
  /// certificate or by the policy, and so may be in another root, its control file may also be the
  /// end of Terms::control_file.
  ///
  /// Does not compare the id if the id file is missing, cannot be read or can be written by other
  /// users; or if monit's own process has sent the status (Peer::KnownBy::process), and the id file
  /// was written since it read its control file.
  Done is_of(const status::Status& status, const Peer& peer) const;

 private:
  Done has_our_control_file(const status::Status& status, const Peer& peer) const;
  Done has_our_id(const status::Status& status, const Peer& peer) const;

  Terms terms_;
};

}  // namespace pkgmap
