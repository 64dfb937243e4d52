// Chooses the address and the user for requests to monit from the control file.
//
// Makes no connection. Fails with ErrorCode::monit, and with the lines that mend the control file
// as hint, if monit has no server that lets us act.
#pragma once

#include "engine/monit/http_client.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Returns the unix socket unless it is read-only, else TCP, with the first user that may act.
/// `root` stands before the path of the unix socket.
Result<HttpEndpoint> choose_endpoint(const monitrc::ControlFile& control_file,
                                     const std::string& root);

}  // namespace pkgmap
