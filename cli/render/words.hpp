// Small pieces of text that several outputs share. Pure.
//
// Each result is printable: without control characters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/source/counted.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::cli {

/// Returns "a, b, c". If there are more than `most` + 1 names, returns the first `most` and the
/// number of the others: "a, b and 7 more". Empty if there are no names.
std::string listed(const std::vector<std::string>& names, std::size_t most = 6);
std::string listed(const CheckNames& names, std::size_t most = 6);
/// Returns listed(names, most) for the greatest `most` from 1 to 6 for which the text fits into
/// `width` columns; for 1 if no text fits.
std::string listed_within(const CheckNames& names, std::size_t width);
/// Returns the text, made printable and filled with blanks up to `width` columns. A longer text is
/// not cut.
std::string padded(const std::string& text, std::size_t width);
/// Returns the text, made printable and wrapped at 80 columns between its words, without a newline
/// at the end. The caller has already written `indent` columns of the first line; the other lines
/// begin with `indent` blanks.
std::string wrapped_text(const std::string& text, std::size_t indent = 0);
/// Returns file and line of a check: "/etc/monit.d/mysql.conf:7". Empty for a check that monit adds
/// by itself.
std::string place(const monitrc::Check& check, const Sources& sources);
/// Returns a time in whole seconds: "6 s", from 60 s on "3 min 20 s".
std::string duration(double seconds);
/// Returns a word of a control file, made printable, with `***` in place of credentials.
std::string shown(const std::string& word);
/// Returns a time, in seconds since 1970, as RFC 3339 in UTC: "2026-01-31T08:00:00Z".
std::string timestamp(std::int64_t seconds);
/// Reads what timestamp() returns. Returns nullopt for any other text.
std::optional<std::int64_t> seconds_of_timestamp(const std::string& text);

}  // namespace pkgmap::cli
