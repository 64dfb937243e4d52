// Whether a status is that of the monit whose control file was read: its control file and its id
// must be those that this host has on disk.
//
// For what the socket alone does not show: two monits of one host, a container's, one that reads
// another control file. Any thread.
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

  /// ErrorCode::monit if the status is another monit's.
  Done is_of(const status::Status& status, const Peer& peer) const;

 private:
  Done has_our_control_file(const status::Status& status, const Peer& peer) const;
  Done has_our_id(const status::Status& status, const Peer& peer) const;

  Terms terms_;
};

}  // namespace pkgmap
