// Small pieces of text that several outputs share. Names that go through them come out printable:
// on one line, without control characters.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::cli {

/// "1 check", "2 checks"
std::string counted(std::size_t count, const std::string& noun);
/// "a, b, c", cut after some names: "a, b and 7 more"
std::string listed(const std::vector<std::string>& names, std::size_t most = 6);
/// The same with as many names as `width` columns hold, one at least.
std::string listed_within(const std::vector<std::string>& names, std::size_t width);
/// Filled with blanks up to `width` columns.
std::string padded(const std::string& text, std::size_t width);
/// Broken between words so that no line is longer than 80 columns. The first line is taken to begin
/// at column `indent`; those after it begin with as many blanks.
std::string wrapped_text(const std::string& text, std::size_t indent = 0);
/// "/etc/monit.d/mysql.conf:7"; empty for the implied check.
std::string place(const monitrc::Check& check, const Sources& sources);
/// "6 s", "3 min 20 s"
std::string duration(double seconds);
/// A word of a control file with its credentials masked; the bytes are otherwise as they are.
std::string masked(const std::string& word);
/// masked(), and printable.
std::string shown(const std::string& word);
/// RFC 3339 in UTC.
std::string timestamp(std::int64_t seconds);

}  // namespace pkgmap::cli
