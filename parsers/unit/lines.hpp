// Splits unit files, tmpfiles.d files and init scripts into lines and words. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Returns the text without blanks, tabs and carriage returns at both ends.
std::string_view trimmed(std::string_view text);

/// Returns the words between blanks and tabs; they point into `text`. Empty if there are none.
std::vector<std::string_view> words_of(std::string_view text);

/// Returns the words as one text, with one blank between two words.
std::string joined_words(const std::vector<std::string>& words);

/// Reads the lines of a text, trimmed, without empty lines and comments (`#`, `;`). A line that
/// ends in a backslash and the next line become one line, with a blank in between. The text must
/// outlive the object.
class LogicalLines {
 public:
  explicit LogicalLines(std::string_view text) : rest_(text) {}
  /// Returns the next line, which is never empty; nullopt at the end.
  std::optional<std::string> next();

 private:
  std::optional<std::string_view> physical();

  std::string_view rest_;
};

}  // namespace pkgmap
