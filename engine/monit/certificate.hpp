// Reads the key of the certificate that the control file names for monit's server.
//
// The program compares only keys: monit's certificate may be self-signed, may have expired or may
// name another host, but no other process has the private key. Any thread.
#pragma once

#include <string>

#include "parsers/monitrc/model/connection.hpp"

namespace pkgmap {

/// Returns the SHA-256 of the public key (RFC 7469), in hex, of the first certificate in the file
/// of the option `pemchain`, or of `pemfile` without `pemchain`. `root` is put before the path of
/// the file. Returns an empty text
/// - if there is no certificate, or the file cannot be read;
/// - if a user other than root and the calling user can write the file;
/// - if `options` has a `checksum` and the certificate another digest;
/// - if the module of TLS cannot be loaded.
std::string key_in(const monitrc::TlsOptions& options, const std::string& root);

}  // namespace pkgmap
