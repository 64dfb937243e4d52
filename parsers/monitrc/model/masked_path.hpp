// Masks credentials in the path of a check, so that messages, answers and the journal can show it.
// Pure.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/source/mask.hpp"

namespace pkgmap::monitrc {

/// Returns the path of the check with `***` in place of credentials; any other path unchanged. Only
/// two kinds of path can contain credentials: the path of a program check, since quotes can make a
/// whole command with its arguments the path, and the path of a file system,
/// `//user:password@host/share`.
inline std::string masked_path(const Check& check) {
  const bool may_have_one = check.type == CheckType::program || check.type == CheckType::filesystem;
  return may_have_one ? masked(check.path) : check.path;
}

}  // namespace pkgmap::monitrc
