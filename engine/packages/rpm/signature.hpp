// Verifies the signature of a header with the keys that rpm itself trusts.
//
// The keyring lies in the opened database, unless rpm's configuration names another place for it.
// librpm reads the keyring at the first call, and creates no file. Not thread-safe.
#pragma once

#include "engine/packages/rpm/connection.hpp"
#include "engine/packages/signature.hpp"

namespace pkgmap::rpm {

/// Returns how the header of an installed package or of a .rpm file is signed:
/// - Signature::key: a key that rpm trusts has signed the header;
/// - Signature::signed_unknown_key: the key is not in the keyring, rpm does not trust it, or only
///   header and payload together are signed, which cannot be verified after the installation;
/// - Signature::digest, Signature::none: not signed, with or without a digest.
/// Returns an Error with librpm's message if librpm finds the signature bad or cannot parse it.
Result<Signature> signature_of(const RpmConnection& connection, Header header);

}  // namespace pkgmap::rpm
