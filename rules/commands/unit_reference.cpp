#include "rules/commands/unit_reference.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "parsers/source/base_name.hpp"

namespace pkgmap::rules {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool runs_a_unit(std::string_view verb) {
  return one_of(verb, {"start", "stop", "restart", "reload", "try-restart", "reload-or-restart",
                       "condrestart", "force-reload", "kill", "reload-or-try-restart"});
}

// Options of systemctl(1) that take their value as the next word.
bool takes_a_value(std::string_view option) {
  return one_of(option, {"-t", "--type", "--state", "-p", "--property", "-s", "--signal", "-n",
                         "--lines", "-o", "--output", "--job-mode", "--kill-who", "--kill-whom"});
}

// With these options systemctl(1) speaks of units of another host, machine, root or user.
bool speaks_to_another(std::string_view option) {
  return one_of(option, {"-H", "--host", "-M", "--machine", "--user", "--root"}) ||
         option.starts_with("--host=") || option.starts_with("--machine=") ||
         option.starts_with("--root=");
}

// Returns true for a pattern, or a word that only a shell could expand.
bool is_no_name(std::string_view word) {
  return word.empty() || word.find_first_of("$`*?[") != std::string_view::npos;
}

std::vector<UnitReference> from_systemctl(const std::vector<std::string>& argv) {
  std::vector<std::string_view> words;
  for (std::size_t i = 1; i < argv.size(); ++i) {
    const std::string_view word = argv[i];
    if (speaks_to_another(word)) return {};
    if (takes_a_value(word)) {
      ++i;
    } else if (!word.empty() && word.front() != '-') {
      words.push_back(word);
    }
  }
  std::vector<UnitReference> units;
  if (words.empty() || !runs_a_unit(words[0])) return units;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!is_no_name(words[i])) units.push_back({std::string(words[i]), false});
  }
  return units;
}

bool below_init_d(std::string_view path) {
  return path.starts_with("/etc/init.d/") || path.starts_with("/etc/rc.d/init.d/");
}

constexpr std::array<std::string_view, 11> kUnitTypes = {
    ".service",   ".socket", ".target", ".timer", ".path",  ".mount",
    ".automount", ".swap",   ".slice",  ".scope", ".device"};

}  // namespace

std::vector<UnitReference> unit_references(const std::vector<std::string>& argv) {
  if (argv.empty()) return {};
  const std::string_view program = base_name(argv[0]);
  if (program == "systemctl") return from_systemctl(argv);
  const bool by_name = one_of(program, {"service", "rcctl", "invoke-rc.d", "rc-service"});
  if (by_name && argv.size() >= 3 && runs_a_unit(argv[2]) && !is_no_name(argv[1]) &&
      argv[1].front() != '-') {
    return {{argv[1], false}};
  }
  if (below_init_d(argv[0])) return {{argv[0], true}};
  return {};
}

std::vector<std::string> unit_names(const std::string& name) {
  const std::string base(base_name(name));
  const bool typed = std::any_of(kUnitTypes.begin(), kUnitTypes.end(),
                                 [&](std::string_view type) { return base.ends_with(type); });
  const std::string whole = typed ? base : base + ".service";
  std::vector<std::string> names{whole};
  const auto at = whole.find('@');
  const auto dot = whole.rfind('.');
  if (at != std::string::npos && dot != std::string::npos && dot > at + 1) {
    names.push_back(whole.substr(0, at + 1) + whole.substr(dot));
  }
  return names;
}

}  // namespace pkgmap::rules
