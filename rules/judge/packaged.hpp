// What the headers of installed packages say of the content that stands at a path.
//
// As rpm's own verification, with two more questions: how far the header is signed, and whether the
// path leads to the packaged file by links that count. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "rules/judge/file_facts.hpp"

namespace pkgmap::rules {

enum class Shipping : std::uint8_t {
  unowned,   ///< No installed package has the path.
  silent,    ///< Owned, but no header binds its content: %ghost, %verify(not md5 …).
  equal,     ///< The content in the header of an installed package that owns it.
  differs,   ///< Another one.
  replaced,  ///< A link stands in place of the package's file, or leads elsewhere than packaged.
};

/// Why a content that equals a header's does not count.
enum class Refused : std::uint8_t {
  no,
  signature,  ///< No known key verifies the header, which is required; or its signature is bad.
  link,       ///< The path leads there by a link that does not count.
};

struct Shipped {
  Shipping shipping = Shipping::unowned;
  std::string package;  ///< NEVRA whose header has the content, or should have it; may be empty.
  std::optional<HeaderWord> word;  ///< That header's, if it claims a content.
  Refused refused = Refused::no;
  std::string refusal;  ///< The same for people; empty for Refused::no.

  /// The content is in a header, and the header counts.
  bool counts() const { return shipping == Shipping::equal && refused == Refused::no; }
};

/// "unowned", "silent", …: as in JSON.
const char* name_of(Shipping shipping);

/// Of PresentFile::Kind::content; any other content equals nothing.
Shipped shipped_by(const FileFacts& facts, bool require_signature);

}  // namespace pkgmap::rules
