// Chooses from the control file the addresses and the user for requests to monit.
//
// Makes no connection. Reads only the files of passwords. Any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/monit/http_client.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Returns the unix socket and then the TCP port of monit's server, each only if the control file
/// has it and it is not read-only; at least one of them. A socket is also left out if its path is
/// too long for a socket. `root` is put before the paths of socket and files.
///
/// Both have the same user: the first user that may act and whose password can be read
/// (logins.hpp). They have no user if monit asks for no password and no user may act.
///
/// Fails with ErrorCode::monit if no address or no user is left. The hint then has the lines to add
/// to the control file, unless the path of the socket is too long.
Result<std::vector<HttpEndpoint>> choose_endpoints(const monitrc::ControlFile& control_file,
                                                   const std::string& root);

}  // namespace pkgmap
