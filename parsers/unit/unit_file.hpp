// The settings of a systemd unit and of its drop-ins (systemd.syntax(7)).
//
// Lenient as systemd is: a line that is no setting is passed over. Values are as written, with
// continued lines joined; the caller resolves quotes and specifiers. A UnitFile is a value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

class UnitFile {
 public:
  /// Adds the text of the fragment first, then the texts of its drop-ins in their order.
  void add(std::string_view text);

  /// Returns the value that counts of a setting with one value: the last. Empty if there is none.
  std::string last(std::string_view section, std::string_view key) const;
  /// Returns all values of a setting that adds up. An empty assignment drops the values before it.
  std::vector<std::string> all(std::string_view section, std::string_view key) const;
  /// Returns the words of all values: "a b" and "c" give three.
  std::vector<std::string> words(std::string_view section, std::string_view key) const;

 private:
  struct Setting {
    std::string section;
    std::string key;
    std::string value;
  };
  std::vector<Setting> settings_;
};

/// Replaces the specifiers that the name of the unit decides, and those of the system manager's
/// directories: %n %N %p %i %j %t %S %C %L %E %%. Other specifiers stay (systemd.unit(5),
/// SPECIFIERS).
std::string expand_specifiers(std::string_view text, std::string_view unit);

}  // namespace pkgmap
