// Says whether the present content of a file is that of an installed package.
//
// Compares as `rpm -V` and `dpkg -V` do, and also takes the signature of the header and the links
// on the way to the file (way.hpp) into account. A header is what rpm or dpkg knows of a package.
// Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "rules/judge/file_facts.hpp"

namespace pkgmap::rules {

enum class Shipping : std::uint8_t {
  unowned,  ///< No installed package has the path.
  /// A package owns the path, but no header prescribes the content (%ghost, %verify(not md5 …)), or
  /// the content has no digest by the algorithm of the header.
  silent,
  equal,     ///< The content is that of the header of an owner.
  differs,   ///< The content is not that of any owner's header.
  replaced,  ///< A link stands where a package ships a file, or where a package ships a link with
             ///< another target.
};

/// Why a content that equals that of a header does not count as packaged.
enum class Refused : std::uint8_t {
  no,
  signature,  ///< The signature of the header is bad; or the policy requires a signature by a known
              ///< key, and the header has none.
  link,       ///< The path leads through a link for which nothing vouches
              ///< (link_that_does_not_count() in way.hpp).
};

/// What the packages say about the present content.
struct Shipped {
  Shipping shipping = Shipping::unowned;
  /// NEVRA of the package that decides: the owner whose header does, or the first owner if no
  /// header has a digest. With Shipping::replaced, the package that ships a file or another link in
  /// the place of the present link. Empty if no package owns the path.
  std::string package;
  /// What the header that decides says; nullopt if no header has a digest of the content.
  std::optional<HeaderWord> word;
  Refused refused = Refused::no;
  std::string refusal;  ///< The reason of `refused` as a clause for people; empty for Refused::no.

  /// Returns whether the content counts as packaged.
  bool counts() const { return shipping == Shipping::equal && refused == Refused::no; }
};

/// Returns the word of JSON: "unowned", "silent", …
const char* name_of(Shipping shipping);

/// Compares `facts.present` with `facts.packaging`. A file without known digests is never
/// Shipping::equal; a missing or unreadable file whose content a header prescribes is
/// Shipping::differs. With `require_signature`, an equal content of a header that no known key has
/// signed gets Refused::signature; dpkg's headers are not signed.
Shipped shipped_by(const FileFacts& facts, bool require_signature);

}  // namespace pkgmap::rules
