// Is a file still what monit compares it with, or at least what its package shipped? (P4)
//
// Reads the file through one descriptor and looks whether it changed meanwhile.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/journal/session_record.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

enum class ContentState : std::uint8_t {
  as_held,      ///< The baseline itself.
  as_packaged,  ///< Another content, the one in the header of an installed package that owns it.
  changed,      ///< Neither.
  missing,
  unknown,  ///< No baseline is known and no package answers for it.
};

/// What the packages say of the content, as rpm's own verification would.
enum class Shipped : std::uint8_t {
  unowned,   ///< No installed package has the path.
  silent,    ///< Owned, but no header binds its content: %ghost, %verify(not md5 ...).
  equal,     ///< The content in the header of an installed package that owns it.
  differs,   ///< Another one.
  replaced,  ///< A link stands in place of the package's file, or leads elsewhere than packaged.
};

struct Content {
  ContentState state = ContentState::unknown;
  std::string
      digest;  ///< Of the content now, by the baseline's algorithm; empty when there is none.
  std::string package;    ///< NEVRA of the owner whose header has this content or should have it;
                          ///< empty: nobody owns it.
  bool packaged = false;  ///< The content is the one in that header, and the header counts.
  Shipped shipped = Shipped::unowned;
  /// Of that package's header; nothing without a package, or when the signature is bad.
  std::optional<Signature> signature;
  bool config = false;  ///< %config of that package.
  std::string refusal;  ///< Why a content that equals its package's does not count; mostly empty.
};

/// `database` null: no package is asked. What it requires of signatures decides whether a header
/// counts. `held.path` is inside `root`. An error is one of the package database only.
Result<Content> examine(const HeldBaseline& held, PackageDatabase* database,
                        const std::string& root = "/");

}  // namespace pkgmap
