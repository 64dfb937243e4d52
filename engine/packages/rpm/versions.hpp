// The differences between the versions of librpm from 4.14 to 6; only this file knows versions.
//
// rpm has no version macro, so this file tests whether a header or a macro exists.
//   up to 4.15  the backend `bdb` can write, and there is no backend `sqlite`
//   up to 4.16  librpm takes over SIGINT, SIGTERM, ... while a database is open (signals.hpp)
//   up to 4.17  rpmShowRC() has no list of backends
//   from 4.17   rpmcrypto.h declares the functions for digests; before, rpmpgp.h does
#pragma once

#include <rpm/rpmts.h>

#if __has_include(<rpm/rpmcrypto.h>)
#include <rpm/rpmcrypto.h>
#else
#include <rpm/rpmpgp.h>
#endif

#include "parsers/source/digest.hpp"

namespace pkgmap::rpm {

/// kNoSignatures makes librpm verify everything but signatures: else librpm would silently skip a
/// header whose signature it cannot parse, and would open the keyring. kNoDigests makes librpm
/// verify no digests, for a look-up that verifies signatures, which cover the same bytes.
#ifdef RPMVSF_MASK_NOSIGNATURES
constexpr rpmVSFlags kNoSignatures = RPMVSF_MASK_NOSIGNATURES;
constexpr rpmVSFlags kNoDigests = RPMVSF_MASK_NODIGESTS;
#else
constexpr rpmVSFlags kNoSignatures = _RPMVSF_NOSIGNATURES;
constexpr rpmVSFlags kNoDigests = _RPMVSF_NODIGESTS;
#endif

/// Tags of a header (rpmtag.h) by number, since their names come and go. rpm has copied these tags
/// into the header from the signature section of the package.
///   from 4.14   there is SHA256HEADER; before, there was only SHA1HEADER
///   from 6      OPENPGP holds all signatures of a header in one list; if there are several, rpm
///               answers for the weakest
constexpr int kHeaderSignatures[] = {268 /* RSAHEADER */, 267 /* DSAHEADER */, 278 /* OPENPGP */};
constexpr int kPayloadSignatures[] = {259 /* SIGPGP */, 262 /* SIGGPG */};
constexpr int kHeaderDigests[] = {273 /* SHA256HEADER */, 269 /* SHA1HEADER */,
                                  279 /* SHA3_256HEADER */};

/// RPMVERIFY_FILEDIGEST of FILEVERIFYFLAGS; up to 4.14 its header was not public.
constexpr unsigned int kVerifyContent = 1U << 0U;

/// Values of FILEDIGESTALGO (5011) and of the argument of rpmDigestInit(): the numbers of RFC 4880.
/// rpm renamed their constants from PGPHASHALGO_* to RPM_HASH_*.
struct Numbered {
  int number;
  Algorithm::Known algorithm;
};
constexpr Numbered kNumbers[] = {
    {1, Algorithm::md5},    {2, Algorithm::sha1},    {8, Algorithm::sha256},
    {9, Algorithm::sha384}, {10, Algorithm::sha512},
};

}  // namespace pkgmap::rpm
