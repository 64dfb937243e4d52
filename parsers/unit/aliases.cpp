#include "parsers/unit/aliases.hpp"

#include "parsers/unit/unit_file.hpp"

namespace pkgmap {

std::vector<std::string> unit_aliases(std::string_view text) {
  UnitFile unit;
  unit.add(text);
  return unit.words("Install", "Alias");
}

}  // namespace pkgmap
