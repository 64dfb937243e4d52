#include "rules/commands/monit_reference.hpp"

#include <array>
#include <string_view>

#include "parsers/arguments/monit_arguments.hpp"
#include "parsers/source/ascii.hpp"
#include "parsers/source/base_name.hpp"

namespace pkgmap::rules {
namespace {

constexpr auto kVerbs =
    std::to_array<std::string_view>({"start", "stop", "restart", "monitor", "unmonitor"});

}  // namespace

std::optional<MonitReference> monit_reference(const std::vector<std::string>& argv) {
  if (argv.empty() || base_name(argv[0]) != "monit") return std::nullopt;
  const MonitArguments arguments = monit_arguments(argv);
  const auto& words = arguments.words;
  if (arguments.ends || words.empty() || !is_any_of(words[0], kVerbs)) return std::nullopt;
  const std::string name = words.size() > 1 ? words[1] : std::string();
  MonitReference reference;
  reference.control_file = arguments.control_file;
  reference.group = arguments.group;
  // monit takes the whole group, whatever name stands there.
  reference.all = !reference.group.empty() || equal_without_case(name, "all");
  if (!reference.all) reference.check = name;
  // Only a shell knows what such a word becomes.
  if (reference.check.find_first_of("$`") != std::string::npos) return std::nullopt;
  if (!reference.all && reference.check.empty()) return std::nullopt;
  return reference;
}

}  // namespace pkgmap::rules
