// How the header of a package is signed, as rpm decides with its keyring. Packages of dpkg have no
// signatures.
#pragma once

#include <cstdint>

namespace pkgmap {

enum class Signature : std::uint8_t {
  none,     ///< Neither signed nor with a digest of its own (packages from before 2000).
  md5sums,  ///< dpkg: MD5 sums in files of root, neither signed nor verified.
  digest,   ///< Not signed; a digest detects only accidental damage.
  /// Signed, but not verified: rpm does not have the key, does not trust the key, or only header
  /// and payload together are signed.
  signed_unknown_key,
  key,  ///< Signed, and verified with a key that the administrator gave to rpm.
};

/// Returns the name in JSON: "none", "md5sums", "digest", "signed", "key".
const char* name_of(Signature signature);

}  // namespace pkgmap
