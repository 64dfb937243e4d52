// The settings of a systemd unit and of its drop-ins (systemd.syntax(7)).
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
  /// Adds the text of the fragment first, then the texts of its drop-ins in their order.
  void add(std::string_view text);

  /// Returns the last value of a setting, which is the one that counts if the setting has one
  /// value. Empty if no text sets it.
  std::string last(std::string_view section, std::string_view key) const;
  /// Returns all values of a setting that is a list, in their order. An empty assignment drops the
  /// values before it. Empty if there are none.
  std::vector<std::string> all(std::string_view section, std::string_view key) const;
  /// Returns the words of all(): the values "a b" and "c" give three words.
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

/// Returns the text with the specifiers replaced that stand for the name of the unit or for
/// directories of the system manager: %n %N %p %P %i %I %j %J %f %t %S %C %L %E %T %V %%. Other
/// specifiers stay, and all of them behind 64 KiB of the result
/// (systemd.unit(5), SPECIFIERS). `unit` is a name such as "mysqld@a.service"; may be empty.
std::string expand_specifiers(std::string_view text, std::string_view unit);

}  // namespace pkgmap
