// Reads the key of the certificate that the control file names for monit's server.
//
// The program compares keys alone: monit's certificate may be self-signed, may have expired or may
// name another host, but only monit has the private key. Any thread.
#pragma once

#include <string>

#include "parsers/monitrc/model/connection.hpp"

namespace pkgmap {

/// Returns the SHA-256 of the public key (RFC 7469), in hex, of the first certificate in the file
/// of the option `pemchain`, or else `pemfile`. Empty if there is no certificate, if the file
/// cannot be read, if other users can write the file, if the certificate does not have the
/// `checksum` of `options`, or if the module of TLS cannot be loaded. `root` is put before the path
/// of the file.
std::string key_in(const monitrc::TlsOptions& options, const std::string& root);

}  // namespace pkgmap
