// The key of the certificate that monit's control file names for its server.
//
// Only keys are compared: a certificate may be self-signed, may have expired or may name another
// host, but only monit has its key. Any thread.
#pragma once

#include <string>

#include "parsers/monitrc/model/connection.hpp"

struct x509_st;  // X509 of OpenSSL.

namespace pkgmap {

/// Returns the SHA-256 of the public key of a certificate (RFC 7469), in hex; empty on failure.
std::string key_of(x509_st* certificate);

/// Returns the same for the first certificate of `pemchain` or `pemfile`; empty if there is none,
/// if the file cannot be read, if other users can write it, or if the certificate does not have the
/// `checksum` of the control file. `root` stands before the path.
std::string key_in(const monitrc::TlsOptions& options, const std::string& root);

}  // namespace pkgmap
