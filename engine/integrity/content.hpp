// Is a file still what monit compares it with, or at least what its package shipped? (P4)
//
// Reads the file through one descriptor and looks whether it changed meanwhile.
#pragma once

#include <cstdint>
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

struct Content {
  ContentState state = ContentState::unknown;
  std::string
      digest;  ///< Of the content now, by the baseline's algorithm; empty when there is none.
  std::string package;  ///< NEVRA of the owner whose header has this content or should have; empty:
                        ///< nobody owns it.
  bool packaged = false;  ///< The content is the one in that header.
};

/// `database` null: no package is asked. An error is one of the package database only.
Result<Content> examine(const HeldBaseline& held, PackageDatabase* database);

}  // namespace pkgmap
