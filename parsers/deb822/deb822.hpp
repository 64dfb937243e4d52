// Reads paragraphs of fields, the format of dpkg's own files and of a package's control file
// (deb822(5)).
//
// The values are views into the text, which the caller keeps. Anybody may have written the text:
// the reader never copies, recurses or reads behind the end. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::deb822 {

/// A line "NAME: VALUE" with the lines that continue the value.
struct Field {
  std::string_view name;   ///< Never empty.
  std::string_view value;  ///< Without blanks and line ends at both ends; the line ends and blanks
                           ///< between its lines are unchanged.
};

/// The fields between two blank lines.
class Paragraph {
 public:
  /// Returns the value of the first field with this name, ignoring case; an empty text if there is
  /// no such field.
  std::string_view value(std::string_view name) const;

  std::vector<Field> fields;  ///< In the order of the text; never empty.
};

/// Reads one paragraph after another.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  /// Returns the next paragraph; nullopt at the end of the text. At a line that is neither a field,
  /// a further line of a field (it begins with a blank), a comment (`#`) nor blank, the text is
  /// wrong: returns nullopt, now and for every later call, and error() names this line.
  std::optional<Paragraph> next();

  /// Returns what is wrong with the text, as one clause with the number of the line; empty if no
  /// mistake was found so far.
  const std::string& error() const { return error_; }

 private:
  std::string_view line();
  bool take(std::string_view line, Paragraph& paragraph);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::string error_;
};

/// Returns the lines of a value, each without blanks at its ends; leaves out empty lines.
std::vector<std::string_view> lines_of(std::string_view value);

}  // namespace pkgmap::deb822
