// Chooses from the control file the addresses and the user for requests to monit.
//
// Makes no connection, and reads no file but those of passwords. Any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/monit/http_client.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Returns the unix socket and then the TCP port, without those that are read-only; at least one.
/// Each has the first user that may act and whose password the control file or a password file in
/// cleartext has (logins.hpp), and no user if monit asks for no password. `root` is put before the
/// paths of socket and files. A socket whose path is too long counts only if monit has no TCP port
/// that permits actions: then it is an Error. ErrorCode::monit if no address and user of the
/// control file permit actions, with the lines to add to the control file as hint.
Result<std::vector<HttpEndpoint>> choose_endpoints(const monitrc::ControlFile& control_file,
                                                   const std::string& root);

}  // namespace pkgmap
