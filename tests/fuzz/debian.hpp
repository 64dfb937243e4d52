// The fuzz targets for what Debian's programs and packages write. Tests replay the inputs of
// fixtures/fuzz. Each throws std::logic_error if a promise is broken; sanitizers find the rest.
#pragma once

#include <string_view>

namespace pkgmap::fuzz {

/// Reads the paragraphs of a text: each field must lie in the text, behind the one before, without
/// blanks at the ends of its value; a text that is refused has a reason. So must the sums, the
/// conffiles and the provides of the text.
void deb822(std::string_view text);

/// Reads a .deb file, with all files and with those of a filter. The bytes must be refused with a
/// reason, or give a package within all bounds.
void deb_file(std::string_view bytes);

/// Reads the text as a script with calls of update-alternatives(1), whose words must all be in the
/// text, and as the administrative file of a group: each candidate must have a
/// path for each link, within the length of the text, and one of the candidates must be the next
/// choice.
void link_group(std::string_view text);

/// Reads what apt tells a hook. Every change must have an action, and a package or a file, and must
/// be in the transaction.
void apt_plan(std::string_view text);

}  // namespace pkgmap::fuzz
