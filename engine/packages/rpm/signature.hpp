// Verifies the signature of a header with the keys that rpm itself trusts.
//
// The keyring lies in the opened database, unless rpm's configuration names another place for it.
// librpm reads the keyring at the first call, and creates no file. Not thread-safe.
#pragma once

#include "engine/packages/rpm/connection.hpp"
#include "engine/packages/signature.hpp"

namespace pkgmap::rpm {

/// Returns how the header of an installed package or of a .rpm file is signed. Only signatures of
/// the header count, since a signature of the payload cannot be verified after the installation.
/// For a signature that librpm finds bad or cannot verify, returns an Error with librpm's message;
/// a key that is not in the keyring is no Error (Signature::signed_unknown_key).
Result<Signature> signature_of(const RpmConnection& connection, Header header);

}  // namespace pkgmap::rpm
