// Which of monit's servers to ask, told by the control file, and what to say when there is none.
//
// Pure; connects to nothing.
#pragma once

#include "engine/monit/http_client.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// The unix socket unless it is read-only, else TCP; with the first user that may act.
/// `root` stands before the path of the unix socket.
Result<HttpEndpoint> choose_endpoint(const monitrc::ControlFile& control_file,
                                     const std::string& root);

}  // namespace pkgmap
