// Small pieces of text that several outputs share. Pure.
//
// Names become printable: one line, without control characters.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/source/counted.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::cli {

/// "a, b, c"; after `most` names "a, b and 7 more".
std::string listed(const std::vector<std::string>& names, std::size_t most = 6);
/// The same with as many names as fit into `width` columns, but at least one.
std::string listed_within(const std::vector<std::string>& names, std::size_t width);
/// Fills the text with blanks up to `width` columns.
std::string padded(const std::string& text, std::size_t width);
/// Wraps the text at 80 columns. The first line begins at column `indent`; the others get as many
/// blanks.
std::string wrapped_text(const std::string& text, std::size_t indent = 0);
/// "/etc/monit.d/mysql.conf:7"; empty for a check that monit adds by itself.
std::string place(const monitrc::Check& check, const Sources& sources);
/// "6 s", "3 min 20 s"
std::string duration(double seconds);
/// Masks the credentials of a word of a control file; other bytes stay.
std::string masked(const std::string& word);
/// masked(), made printable.
std::string shown(const std::string& word);
/// RFC 3339 in UTC; `seconds` since 1970.
std::string timestamp(std::int64_t seconds);

}  // namespace pkgmap::cli
