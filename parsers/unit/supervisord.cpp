#include "parsers/unit/supervisord.hpp"

#include "parsers/unit/unit_file.hpp"

namespace pkgmap {

std::map<std::string, std::string> supervisord_programs(std::string_view text) {
  UnitFile file;
  file.add(text);
  std::map<std::string, std::string> programs;
  const auto sections = file.sections();
  for (const std::string_view kind : {"program:", "eventlistener:", "fcgi-program:"}) {
    for (const std::string& section : sections) {
      if (!section.starts_with(kind)) continue;
      std::string command = file.last(section, "command");
      if (!command.empty()) programs.try_emplace(section.substr(kind.size()), std::move(command));
    }
  }
  return programs;
}

}  // namespace pkgmap
