// Says whether the present content of a file is that of an installed package.
//
// Compares as `rpm -V` does, and also takes the signature of the header and the links on the way to
// the file (way.hpp) into account. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "rules/judge/file_facts.hpp"

namespace pkgmap::rules {

enum class Shipping : std::uint8_t {
  unowned,   ///< No installed package has the path.
  silent,    ///< Owned, but no header prescribes its content: %ghost, %verify(not md5 …).
  equal,     ///< The content is that of an owner's header.
  differs,   ///< The content is not that of any owner's header.
  replaced,  ///< A link stands in place of the package's file, or has another target.
};

/// Why a content that equals that of a header does not count as packaged.
enum class Refused : std::uint8_t {
  no,
  signature,  ///< The signature of the header is bad; or no known key verifies the header, which
              ///< the policy requires.
  link,       ///< A link on the way does not count.
};

/// What the packages say about the present content.
struct Shipped {
  Shipping shipping = Shipping::unowned;
  std::string package;             ///< NEVRA of the owner whose header decides; empty: no owner.
  std::optional<HeaderWord> word;  ///< Of that header; nullopt if no header has a digest.
  Refused refused = Refused::no;
  std::string refusal;  ///< `refused` as a clause for people; empty for Refused::no.

  /// Returns whether the content counts as packaged.
  bool counts() const { return shipping == Shipping::equal && refused == Refused::no; }
};

/// Returns "unowned", "silent", …, as in JSON.
const char* name_of(Shipping shipping);

/// Compares `facts.present` with `facts.packaging`. A file without known digests is never
/// Shipping::equal. `require_signature` refuses headers that no known key has signed.
Shipped shipped_by(const FileFacts& facts, bool require_signature);

}  // namespace pkgmap::rules
