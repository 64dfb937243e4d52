// Reads a file of passwords, as `allow cleartext FILE`, `allow md5 FILE` and `allow crypt FILE`
// name it in `set httpd`.
//
// Pure; any thread; does not fail. The caller owns what the function returns, and keeps it secret.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/monitrc/model/settings.hpp"

namespace pkgmap::monitrc {

/// Returns the users of the text, in its order, each with what stands behind the first ':' of the
/// line: a password, or its digest. Leaves out what monit leaves out: lines with '#' as first
/// character, lines without ':', and, if `only` is not empty, the users that `only` does not name.
/// Blanks before a name belong to the name; blanks at the end of a line do not count.
std::vector<Credentials> parse_password_file(std::string_view text,
                                             const std::vector<std::string>& only);

}  // namespace pkgmap::monitrc
