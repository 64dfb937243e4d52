// Lines and words of the small languages of this directory. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Without blanks, tabs and carriage returns at both ends.
std::string_view trimmed(std::string_view text);

/// Split at blanks and tabs.
std::vector<std::string_view> words_of(std::string_view text);

/// Lines that say something: trimmed, without comments (`#`, `;`), and with those that end in a
/// backslash joined to the next by a blank.
class LogicalLines {
 public:
  explicit LogicalLines(std::string_view text) : rest_(text) {}
  /// Never empty; nothing at the end.
  std::optional<std::string> next();

 private:
  std::optional<std::string_view> physical();

  std::string_view rest_;
};

}  // namespace pkgmap
