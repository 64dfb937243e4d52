// Chooses from the control file the address and the user for requests to monit.
//
// Makes no connection. If no address and user of the control file permit actions, returns an Error
// (ErrorCode::monit) whose hint has the lines to add to the control file.
#pragma once

#include "engine/monit/http_client.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Returns the unix socket unless it is read-only, else TCP, with the first user that may act.
/// `root` is put before the path of the unix socket.
Result<HttpEndpoint> choose_endpoint(const monitrc::ControlFile& control_file,
                                     const std::string& root);

}  // namespace pkgmap
