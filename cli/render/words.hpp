// Small pieces of text that several outputs share. Pure.
//
// Each text that a function returns is printable: without control characters, except the newlines
// of wrapped_text().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/source/counted.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::cli {

/// Returns the names with commas between them: "a, b, c". If there are more than `most` + 1 names,
/// returns the first `most` and the number of the remaining names: "a, b and 7 more". Empty if
/// there are no names.
std::string listed(const std::vector<std::string>& names, std::size_t most = 6);
std::string listed(const CheckNames& names, std::size_t most = 6);
/// Returns listed(names, most) with the greatest `most` from 1 to 6 for which the text fits into
/// `width` columns. If no text fits, returns listed(names, 1), which is wider.
std::string listed_within(const CheckNames& names, std::size_t width);
/// Returns the text, made printable and filled with blanks up to `width` columns. A longer text is
/// not cut.
std::string padded(const std::string& text, std::size_t width);
/// Returns the text, made printable and wrapped at 80 columns between its words, without a newline
/// at the end. The first line has no indent, since the caller has already written `indent` columns
/// of it; each later line begins with `indent` blanks.
std::string wrapped_text(const std::string& text, std::size_t indent = 0);
/// Returns file and line of a check: "/etc/monit.d/mysql.conf:7". Empty for a check that monit adds
/// by itself.
std::string place(const monitrc::Check& check, const Sources& sources);
/// Returns a duration in whole seconds: "6 s", from 60 s on "3 min 20 s".
std::string duration(double seconds);
/// Returns a word of a control file, made printable, with `***` in place of credentials.
std::string shown(const std::string& word);
/// Returns a time, in seconds since 1970, as RFC 3339 in UTC: "2026-01-31T08:00:00Z".
std::string timestamp(std::int64_t seconds);
/// Reads a time that timestamp() wrote. Returns nullopt for a text of another form.
std::optional<std::int64_t> seconds_of_timestamp(const std::string& text);

}  // namespace pkgmap::cli
