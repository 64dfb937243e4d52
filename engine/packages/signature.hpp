// How the header of a package is signed, as rpm's own keyring judges it.
#pragma once

#include <cstdint>

namespace pkgmap {

enum class Signature : std::uint8_t {
  none,                ///< Neither signed nor with a digest of its own (packages from before 2000).
  digest,              ///< Not signed; a digest detects only accidental damage.
  signed_unknown_key,  ///< Signed, but rpm has no key to verify it.
  key,                 ///< Signed, and verified with a key that the administrator gave to rpm.
};

/// The name in JSON: "none", "digest", "signed", "key".
const char* name_of(Signature signature);

}  // namespace pkgmap
