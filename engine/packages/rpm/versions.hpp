// What differs between the librpms from 4.14 to 6; nothing else asks for a version.
//
// rpm has no version macro: what is asked is whether a header or a macro exists.
//   4.14, 4.15  no list of backends in rpmShowRC(); `bdb` writes, there is no sqlite
//   4.14, 4.16  an open database takes over SIGINT, SIGTERM, ... (see signals.hpp)
//   from 4.17   rpmcrypto.h has the digests, before them rpmpgp.h
#pragma once

#include <rpm/rpmts.h>

#if __has_include(<rpm/rpmcrypto.h>)
#include <rpm/rpmcrypto.h>
#else
#include <rpm/rpmpgp.h>
#endif

namespace pkgmap::rpm {

/// Everything is checked but signatures: one that this librpm cannot parse would leave its
/// header out of an iteration without an error, and the keyring would be opened for it.
#ifdef RPMVSF_MASK_NOSIGNATURES
constexpr rpmVSFlags kNoSignatures = RPMVSF_MASK_NOSIGNATURES;
#else
constexpr rpmVSFlags kNoSignatures = _RPMVSF_NOSIGNATURES;
#endif

/// FILEDIGESTALGO (5011) and the argument of rpmDigestInit(): the numbers of RFC 4880, whose
/// names changed from PGPHASHALGO_* to RPM_HASH_*.
struct Algorithm {
  int number;
  const char* name;
};
constexpr Algorithm kAlgorithms[] = {
    {1, "md5"}, {2, "sha1"}, {8, "sha256"}, {9, "sha384"}, {10, "sha512"},
};

}  // namespace pkgmap::rpm
