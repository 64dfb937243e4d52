// The certificate that monit's control file names for its server, as something to compare with.
//
// Any thread.
#pragma once

#include <string>

#include "parsers/monitrc/model/connection.hpp"

namespace pkgmap {

/// "sha256//" and the base64 digest of the public key (RFC 7469), of the first certificate of
/// `pemfile` or `pemchain`. Returns an empty text if there is none, if it cannot be read, if others
/// can write it, or if it is not the one whose `checksum` the control file gives. `root` stands
/// before the path.
std::string pinned_key(const monitrc::TlsOptions& options, const std::string& root);

}  // namespace pkgmap
