// How far the header of a package is signed, as rpm's own keyring judges it.
#pragma once

#include <cstdint>

namespace pkgmap {

enum class Signature : std::uint8_t {
  none,    ///< Neither signed nor with a digest of its own (packages of the last century).
  digest,  ///< Not signed; a digest of the header guards against accidents only.
  signed_unknown_key,  ///< Signed, but rpm has no key that proves it.
  key,                 ///< Signed, and proved by a key that the administrator gave to rpm.
};

/// "none", "digest", "signed", "key": as in JSON.
const char* name_of(Signature signature);

}  // namespace pkgmap
