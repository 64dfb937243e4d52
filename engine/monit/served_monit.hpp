// Asks a monit whose control file may have changed on disk since monit read it.
//
// A package may bring another socket, port or password for monit. Until monit reads the new control
// file, it serves the old address with the old password, which then stands on no disk any more. A
// guard remembers both from before the transaction, in its memory alone. Not thread-safe.
#pragma once

#include <memory>
#include <string>

#include "engine/monit/client.hpp"
#include "engine/monit/http_client.hpp"

namespace pkgmap {

/// What it takes to ask one monit.
struct MonitAccess {
  HttpEndpoint endpoint;
  std::string control_file;
  std::string pidfile;
  std::string idfile;
};

/// How monit could be asked at some moment.
struct ServedMonit {
  MonitAccess access;
  std::shared_ptr<MonitClient> client;
};

/// `client` must be that of `control_file`. Returns null if the control file lets nobody act.
/// `root` stands before the paths of the certificate and of the unix socket.
std::shared_ptr<const ServedMonit> remember_monit(const monitrc::ControlFile& control_file,
                                                  Result<std::unique_ptr<MonitClient>> client,
                                                  const std::string& root);

/// Returns a client that asks as `control_file` says, which is what `now` does, and if that fails
/// as `served` says; it goes on with the one that has answered. Returns `now` itself if both say
/// the same, or `served` is null.
Result<std::unique_ptr<MonitClient>> now_or_served(Result<std::unique_ptr<MonitClient>> now,
                                                   const monitrc::ControlFile& control_file,
                                                   const ServedMonit* served,
                                                   const std::string& root);

}  // namespace pkgmap
