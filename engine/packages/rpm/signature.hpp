// The signature of a header, verified with the keys that rpm itself trusts.
//
// The keyring is that of the opened database (or where rpm's configuration has it) and is read at
// the first question; nothing is created. Not thread-safe.
#pragma once

#include "engine/packages/rpm/connection.hpp"
#include "engine/packages/signature.hpp"

namespace pkgmap::rpm {

/// Of an installed package or of a .rpm file; only signatures of the header count, as those over
/// the payload cannot be proved any more. An Error, in librpm's words, for one that is bad.
Result<Signature> signature_of(const RpmConnection& connection, Header header);

}  // namespace pkgmap::rpm
