// The path of a check as messages, answers and the journal may show it. Pure.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/source/mask.hpp"

namespace pkgmap::monitrc {

/// Returns the path of the check with `***` for its credentials. Only two kinds of path have any:
/// that of a program, if quotes make the whole command the path, and that of a file system,
/// `//user:password@host/share`.
inline std::string masked_path(const Check& check) {
  const bool may_have_one = check.type == CheckType::program || check.type == CheckType::filesystem;
  return may_have_one ? masked(check.path) : check.path;
}

}  // namespace pkgmap::monitrc
