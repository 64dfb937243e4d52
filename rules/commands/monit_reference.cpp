#include "rules/commands/monit_reference.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "parsers/source/base_name.hpp"
#include "parsers/source/contains.hpp"

namespace pkgmap::rules {
namespace {

// Options of monit(1) whose value is the next word, if it does not stand in the same one.
constexpr auto kWithValue =
    std::to_array<std::string_view>({"-c", "-d", "-g", "-i", "-l", "-p", "-s"});
constexpr auto kVerbs =
    std::to_array<std::string_view>({"start", "stop", "restart", "monitor", "unmonitor"});

}  // namespace

std::optional<MonitReference> monit_reference(const std::vector<std::string>& argv) {
  if (argv.empty() || base_name(argv[0]) != "monit") return std::nullopt;
  MonitReference reference;
  std::vector<std::string_view> words;
  for (std::size_t i = 1; i < argv.size(); ++i) {
    const std::string_view word = argv[i];
    if (!word.starts_with('-')) {
      words.push_back(word);
    } else if (contains(kWithValue, word.substr(0, 2))) {
      const bool apart = word.size() == 2;
      std::string_view value = word.substr(2);
      if (apart && i + 1 < argv.size()) value = argv[i + 1];
      if (word[1] == 'g') reference.group = value;
      if (word[1] == 'c') reference.control_file = value;
      if (apart) ++i;
    }
  }
  if (words.empty() || !contains(kVerbs, words[0])) return std::nullopt;
  const std::string_view name = words.size() > 1 ? words[1] : std::string_view();
  reference.all = name == "all" || (name.empty() && !reference.group.empty());
  if (!reference.all) reference.check = name;
  // Only a shell knows what such a word becomes.
  if (name.find_first_of("$`") != std::string_view::npos) return std::nullopt;
  if (!reference.all && name.empty()) return std::nullopt;
  return reference;
}

}  // namespace pkgmap::rules
