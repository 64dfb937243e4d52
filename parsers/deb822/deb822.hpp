// Paragraphs of fields, the form of dpkg's own files and of a package's control file (deb822(5)).
//
// The values are views into the text that the caller keeps. A text is other people's: the reader
// never copies, recurses or looks behind the end of the text. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::deb822 {

struct Field {
  std::string_view name;   ///< Never empty.
  std::string_view value;  ///< Without blanks at its ends; further lines as they are written.
};

class Paragraph {
 public:
  /// Returns the value of a field; an empty text if there is none. Case of the name has no
  /// meaning. Of several fields with one name the first counts.
  std::string_view value(std::string_view name) const;

  std::vector<Field> fields;  ///< In the order of the text; never empty.
};

/// Reads one paragraph after another.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  /// Returns the next paragraph; nullopt at the end of the text, and at the first line that is
  /// neither a field, a further line of a field, a comment nor blank: error() then says so.
  std::optional<Paragraph> next();

  /// Returns what is wrong with the text, one clause with the line's number; empty if the text is
  /// good so far.
  const std::string& error() const { return error_; }

 private:
  std::string_view line();
  bool take(std::string_view line, Paragraph& paragraph);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::string error_;
};

/// Returns the lines of a value without blanks at their ends, without the empty ones.
std::vector<std::string_view> lines_of(std::string_view value);

}  // namespace pkgmap::deb822
