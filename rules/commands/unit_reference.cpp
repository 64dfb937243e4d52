#include "rules/commands/unit_reference.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "parsers/source/base_name.hpp"
#include "parsers/source/contains.hpp"

namespace pkgmap::rules {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Verbs of systemctl(1) that change nothing, and those of init scripts.
bool is_asking_verb(std::string_view verb) {
  return one_of(verb, {"is-active", "is-failed", "is-enabled", "status", "show", "cat",
                       "list-units", "list-unit-files", "list-dependencies", "list-sockets",
                       "list-timers", "condstatus", "configtest", "check"});
}

// Options of systemctl(1) and journalctl(1) that take their value as the next word.
bool takes_a_value(std::string_view option) {
  return one_of(option,
                {"-t",          "--type", "--state", "-p", "--property", "-P",         "-s",
                 "--signal",    "-n",     "--lines", "-o", "--output",   "--job-mode", "--kill-who",
                 "--kill-whom", "-S",     "--since", "-U", "--until",    "-g",         "--grep"});
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
  if (words.empty()) return units;
  const bool asks = is_asking_verb(words[0]);
  // `enable --now` starts the unit, too, and `mask --now` stops it.
  const bool now = contains(argv, "--now") &&
                   one_of(words[0], {"enable", "disable", "reenable", "mask", "unmask"});
  if (!asks && !now && !is_control_verb(words[0])) return units;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!is_no_name(words[i])) units.push_back({std::string(words[i]), false, asks});
  }
  return units;
}

// Reads "-u mysql", "-umysql" and "--unit=mysql".
std::vector<UnitReference> from_journalctl(const std::vector<std::string>& argv) {
  std::vector<UnitReference> units;
  const auto add = [&](std::string_view name) {
    if (!is_no_name(name)) units.push_back({std::string(name), false, true});
  };
  for (std::size_t i = 1; i < argv.size(); ++i) {
    const std::string_view word = argv[i];
    if (speaks_to_another(word)) return {};
    if (one_of(word, {"-u", "--unit"})) {
      if (++i < argv.size()) add(argv[i]);
    } else if (word.starts_with("--unit=")) {
      add(word.substr(word.find('=') + 1));
    } else if (word.starts_with("-u")) {
      add(word.substr(2));
    } else if (takes_a_value(word)) {
      ++i;
    }
  }
  return units;
}

// Reads `service mysql start`: an init script may have verbs of its own.
std::vector<UnitReference> from_service(const std::vector<std::string>& argv) {
  if (argv.size() < 3 || is_no_name(argv[1]) || argv[1].front() == '-') return {};
  const std::string& verb = argv[2];
  if (!is_asking_verb(verb) && !is_control_verb(verb)) return {};
  return {{argv[1], false, is_asking_verb(verb)}};
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
  if (program == "journalctl") return from_journalctl(argv);
  if (one_of(program, {"service", "rcctl", "invoke-rc.d", "rc-service"})) return from_service(argv);
  if (below_init_d(argv[0])) return {{argv[0], true, argv.size() > 1 && is_asking_verb(argv[1])}};
  return {};
}

bool is_control_verb(std::string_view word) {
  return one_of(word, {"start", "stop", "restart", "reload", "try-restart", "reload-or-restart",
                       "condrestart", "force-reload", "kill", "reload-or-try-restart",
                       "try-reload-or-restart", "condreload", "force-restart", "force-stop",
                       "graceful", "graceful-stop", "force-start"});
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
