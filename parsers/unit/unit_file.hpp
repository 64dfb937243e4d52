// Reads the settings of a systemd unit and of its drop-ins (systemd.syntax(7)).
//
// As systemd does, the reader skips a line that is no setting. Values are as written, with
// continued lines joined; the caller resolves quotes and specifiers. Case counts in sections and
// keys. A UnitFile is a value, and never fails.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

class UnitFile {
 public:
  /// Adds the settings of a text. The caller adds the unit's fragment first, then its drop-ins in
  /// their order.
  void add(std::string_view text);

  /// Returns the value of a setting that is no list: of several assignments the last counts. Empty
  /// if there is no assignment, or if the last assignment is empty.
  std::string last(std::string_view section, std::string_view key) const;
  /// Returns all values of a setting that is a list, in their order. An empty assignment drops the
  /// values before it. Empty if there are none.
  std::vector<std::string> all(std::string_view section, std::string_view key) const;
  /// Returns the words of all(), split at blanks, also inside quotes: the values "a b" and "c" give
  /// three words.
  std::vector<std::string> words(std::string_view section, std::string_view key) const;
  /// Returns the names of the sections that have settings, each once, sorted.
  std::vector<std::string> sections() const;

 private:
  struct Setting {
    std::string key;
    std::string value;
  };
  using Settings = std::vector<Setting>;
  /// Returns the settings of a section in their order; empty if there is no such section.
  const Settings& in(std::string_view section) const;

  std::map<std::string, Settings, std::less<>> sections_;
};

/// Returns whether the value of a boolean setting means yes (systemd.syntax(7)): "1", "yes", "y",
/// "true", "t" or "on", in any case. Returns false for every other value.
bool is_yes(std::string_view value);

/// Returns `text` with specifiers replaced (systemd.unit(5), SPECIFIERS): those for the name of the
/// unit and for directories of the system manager, %n %N %p %P %i %I %j %J %f %t %S %C %L %E %T %V
/// %%. Leaves other specifiers as written, and all specifiers once the result has 64 KiB. `unit` is
/// the name of the unit, such as "mysqld@a.service"; if empty, the specifiers for the name become
/// empty (%f "/").
std::string expand_specifiers(std::string_view text, std::string_view unit);

}  // namespace pkgmap
