// Asks a monit whose control file may have changed on disk since monit read it.
//
// A transaction may install a control file with another socket, port or password. Until monit reads
// the new file, monit still listens at the old address and wants the old password, which no file
// has any more. So the guard (the process that resumes the checks if the package manager dies)
// keeps the address and the password from before the transaction, in memory only. Not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/monit/client.hpp"
#include "engine/monit/http_client.hpp"

namespace pkgmap {

/// The addresses, password and files by which one monit can be asked and recognised.
struct MonitAccess {
  std::vector<HttpEndpoint> endpoints;
  std::string control_file;
  std::string pidfile;
  std::string idfile;
};

/// How monit could be asked before the transaction.
struct ServedMonit {
  MonitAccess access;
  std::shared_ptr<MonitClient> client;
};

/// Returns what now_or_served() needs later. `client` is what connect_monit(control_file) returned.
/// Returns null if `client` is an Error, or if choose_endpoints() now fails. `root` is put before
/// the paths of the certificate, the unix socket and the files of passwords.
std::shared_ptr<const ServedMonit> remember_monit(const monitrc::ControlFile& control_file,
                                                  Result<std::unique_ptr<MonitClient>> client,
                                                  const std::string& root);

/// Returns a client that first asks with `now`, which connect_monit() returned for the present
/// `control_file`. If a request fails for any reason, or if `now` is an Error, the client asks with
/// `served`. Each later request begins with the access that worked last. `root` is as in
/// remember_monit(). `served` need not outlive the returned client.
///
/// Returns `now` itself, perhaps an Error, if `served` is null or has the same access as
/// `control_file`.
Result<std::unique_ptr<MonitClient>> now_or_served(Result<std::unique_ptr<MonitClient>> now,
                                                   const monitrc::ControlFile& control_file,
                                                   const ServedMonit* served,
                                                   const std::string& root);

}  // namespace pkgmap
