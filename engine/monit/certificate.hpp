// The key of the certificate that monit's control file names for its server.
//
// Only keys are compared: a certificate may be self-signed, may have expired or may name another
// host, but only monit has its key. Any thread.
#pragma once

#include <string>

#include "parsers/monitrc/model/connection.hpp"

namespace pkgmap {

/// Returns the SHA-256 of the public key (RFC 7469), in hex, of the first certificate of `pemchain`
/// or `pemfile`. Empty if there is none, if the file cannot be read, if other users can write it,
/// or if the certificate does not have the `checksum` of the control file. `root` stands before the
/// path.
std::string key_in(const monitrc::TlsOptions& options, const std::string& root);

}  // namespace pkgmap
