// Chooses from the control file the address and the user for requests to monit.
//
// Makes no connection. Any thread.
#pragma once

#include "engine/monit/http_client.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Returns the unix socket unless it is read-only, else TCP, with the first user that may act; with
/// an empty user if monit asks for no password. `root` is put before the path of the unix socket.
/// ErrorCode::monit if no address and user of the control file permit actions, with the lines to
/// add to the control file as hint; also if the path of the unix socket is too long.
Result<HttpEndpoint> choose_endpoint(const monitrc::ControlFile& control_file,
                                     const std::string& root);

}  // namespace pkgmap
