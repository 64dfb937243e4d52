// Verifies the signature of a header with the keys that rpm itself trusts.
//
// The keyring is that of the opened database, or where rpm's configuration has it. It is read at
// the first call; no file is created. Not thread-safe.
#pragma once

#include "engine/packages/rpm/connection.hpp"
#include "engine/packages/signature.hpp"

namespace pkgmap::rpm {

/// Returns how a header is signed: that of an installed package or of a .rpm file. Only signatures
/// of the header count: those of the payload cannot be verified after the installation. Fails with
/// librpm's message for a bad signature.
Result<Signature> signature_of(const RpmConnection& connection, Header header);

}  // namespace pkgmap::rpm
