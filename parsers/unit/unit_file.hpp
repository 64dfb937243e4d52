// A systemd unit: its sections and settings, with drop-ins laid over it (systemd.syntax(7)).
//
// Pure; any thread. Lenient as systemd is: a line that is no setting is passed over. Values are as
// written, with continued lines joined; quotes and specifiers are left to whoever reads them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

class UnitFile {
 public:
  /// Lays the text of the fragment, then those of its drop-ins, one over the other.
  void add(std::string_view text);

  /// The value that counts of a setting that has one; empty when there is none.
  std::string last(std::string_view section, std::string_view key) const;
  /// All values of a setting that adds up. An empty assignment forgets those before it.
  std::vector<std::string> all(std::string_view section, std::string_view key) const;
  /// The words of all values: "a b" and "c" give three.
  std::vector<std::string> words(std::string_view section, std::string_view key) const;

 private:
  struct Setting {
    std::string section;
    std::string key;
    std::string value;
  };
  std::vector<Setting> settings_;
};

/// Specifiers that the name alone decides, and the directories of the system manager: %n %N %p %i
/// %j %t %S %C %L %E %%. Others stay as they are (systemd.unit(5), SPECIFIERS).
std::string expand_specifiers(std::string_view text, std::string_view unit);

}  // namespace pkgmap
