#include "rules/commands/unit_reference.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "parsers/source/base_name.hpp"
#include "parsers/source/contains.hpp"
#include "rules/commands/option_words.hpp"

namespace pkgmap::rules {
namespace {

// Verbs of systemctl(1) that change nothing, and those of init scripts.
bool is_asking_verb(std::string_view verb) {
  return one_of(verb, {"is-active", "is-failed", "is-enabled", "status", "show", "cat",
                       "list-units", "list-unit-files", "list-dependencies", "list-sockets",
                       "list-timers", "condstatus", "configtest", "check"});
}

// Verbs that start a unit which does not run. `try-restart`, `condrestart` and `reload` do not, nor
// does systemctl's `force-reload`.
bool is_starting_verb(std::string_view verb) {
  return one_of(verb, {"start", "restart", "reload-or-restart", "force-restart", "force-start"});
}

UnitReference unit_of(std::string_view name, std::string_view verb) {
  UnitReference unit{std::string(name)};
  unit.asks = is_asking_verb(verb);
  unit.starts = is_starting_verb(verb);
  return unit;
}

// With these options systemctl(1) and journalctl(1) speak of units of another host, machine, root,
// image or user.
bool speaks_to_another(const OptionWords& read) {
  return read.find({"H", "host", "M", "machine", "root", "image", "user", "global"}) != nullptr;
}

// Returns true for a pattern, or a word that only a shell could expand.
bool is_no_name(std::string_view word) {
  return word.empty() || word.find_first_of("$`*?[") != std::string_view::npos;
}

std::vector<std::string_view> words_at(const std::vector<std::size_t>& numbers,
                                       const std::vector<std::string>& argv) {
  std::vector<std::string_view> words;
  for (const std::size_t number : numbers) words.emplace_back(argv[number]);
  return words;
}

std::vector<UnitReference> from_systemctl(const std::vector<std::string>& argv) {
  const OptionWords read = options_among_operands(
      argv, {"HMPnopst",
             "host machine root image type state property signal lines output job-mode kill-who "
             "kill-whom what timestamp preset-mode"});
  if (speaks_to_another(read)) return {};
  const auto words = words_at(read.operands, argv);
  std::vector<UnitReference> units;
  if (words.empty()) return units;
  // `enable --now` starts the unit, too, and `mask --now` stops it.
  const bool now =
      read.find({"now"}) && one_of(words[0], {"enable", "disable", "reenable", "mask", "unmask"});
  if (!is_asking_verb(words[0]) && !now && !is_control_verb(words[0])) return units;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (is_no_name(words[i])) continue;
    units.push_back(unit_of(words[i], words[0]));
    if (now && one_of(words[0], {"enable", "reenable"})) units.back().starts = true;
  }
  return units;
}

// Reads "-u mysql", "-xeumysql" and "--unit=mysql".
std::vector<UnitReference> from_journalctl(const std::vector<std::string>& argv) {
  const OptionWords read = options_among_operands(
      argv, {"MDcgiotpuFSTU",
             "machine root image directory file unit user-unit identifier exclude-identifier "
             "priority facility since until grep cursor after-cursor cursor-file output "
             "output-fields field namespace",
             "user"});
  std::vector<UnitReference> units;
  if (speaks_to_another(read)) return units;
  for (const OptionWord& option : read.options) {
    if (!option.value || !one_of(option.name, {"u", "unit"}) || is_no_name(*option.value)) continue;
    units.push_back({std::string(*option.value), false, true});
  }
  return units;
}

// Returns the words behind the options, and behind their values.
std::vector<std::string_view> operands(const std::vector<std::string>& argv,
                                       const ValueOptions& with_value) {
  return words_at(options_among_operands(argv, with_value).operands, argv);
}

// Reads `service mysql start`: an init script may have verbs of its own.
std::vector<UnitReference> from_service(const std::vector<std::string>& argv) {
  const auto words = operands(argv, {});
  if (words.size() < 2 || is_no_name(words[0])) return {};
  if (!is_asking_verb(words[1]) && !is_control_verb(words[1])) return {};
  return {unit_of(words[0], words[1])};
}

// initctl(8) of upstart: "initctl restart mysql".
std::vector<UnitReference> from_initctl(const std::vector<std::string>& argv) {
  const auto words = operands(argv, {"", "dest"});
  if (words.size() < 2 || contains(argv, "--user") || is_no_name(words[1])) return {};
  if (!one_of(words[0], {"start", "stop", "restart", "reload", "status"})) return {};
  return {unit_of(words[1], words[0])};
}

// "start mysql" of upstart, and "rcmysql start" of SUSE, are commands of these names only where
// there is such a service.
std::vector<UnitReference> by_its_name(std::string_view program,
                                       const std::vector<std::string>& argv) {
  const std::string_view directory(argv[0].data(), argv[0].size() - program.size());
  if (argv.size() < 2 || !one_of(directory, {"", "/sbin/", "/bin/", "/usr/sbin/", "/usr/bin/"})) {
    return {};
  }
  const std::string& word = argv[1];
  if (one_of(program, {"start", "stop", "restart", "reload", "status"}) && !is_no_name(word) &&
      word.front() != '-') {
    UnitReference unit = unit_of(word, program);
    unit.guessed = true;
    return {unit};
  }
  constexpr std::string_view kOfSuse = "rc";
  if (!program.starts_with(kOfSuse) || program.size() == kOfSuse.size()) return {};
  if (!is_asking_verb(word) && !is_control_verb(word)) return {};
  UnitReference unit = unit_of(program.substr(kOfSuse.size()), word);
  unit.guessed = true;
  return {unit};
}

// With this server supervisorctl speaks to another host.
bool is_elsewhere(std::string_view url) {
  return !url.starts_with("unix:") && !url.starts_with("http://localhost") &&
         !url.starts_with("http://127.");
}

// "supervisorctl restart web api:one"; "all" and "api:*" name no single program.
std::vector<UnitReference> from_supervisorctl(const std::vector<std::string>& argv) {
  const OptionWords read = options_among_operands(
      argv, {"csupr", "configuration serverurl username password history-file"});
  const auto server = read.value_of({"s", "serverurl"});
  if (server && is_elsewhere(*server)) return {};
  auto words = words_at(read.operands, argv);
  if (words.size() < 2) return {};
  const bool asks = one_of(words[0], {"status", "pid", "tail"});
  if (!asks && !one_of(words[0], {"start", "stop", "restart", "signal", "clear"})) return {};
  if (words[0] == "signal") words.erase(words.begin());  // The next word is the signal.
  std::vector<UnitReference> units;
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::string name(words[i].substr(words[i].rfind(':') + 1));
    if (name.find_first_of("$`") != std::string::npos) continue;
    if (name == "all" || name == "*") name.clear();
    units.push_back({std::move(name), false, asks, Starter::supervisord});
  }
  return units;
}

// sv(8) of runit: "sv -w 5 restart mysql".
std::vector<UnitReference> from_sv(const std::vector<std::string>& argv) {
  const auto words = operands(argv, {"w", ""});
  std::vector<UnitReference> units;
  if (words.size() < 2) return units;
  const bool asks = one_of(words[0], {"status", "s", "check"});
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (is_no_name(words[i])) continue;
    units.push_back({std::string(words[i]), false, asks, Starter::service_directory});
  }
  return units;
}

// s6-svc(8), svc(8): "s6-svc -wU -T 5000 -u /run/service/mysql".
std::vector<UnitReference> from_svc(std::string_view program,
                                    const std::vector<std::string>& argv) {
  const bool asks = one_of(program, {"s6-svstat", "s6-svok", "svstat", "svok"});
  std::vector<UnitReference> units;
  // `-o` of s6-svstat(8) has a value, that of s6-svc(8) has none.
  for (const std::string_view word : operands(argv, {asks ? "o" : "Tw", ""})) {
    if (is_no_name(word)) continue;
    units.push_back({std::string(word), false, asks, Starter::service_directory});
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
  // deb-systemd-invoke(1p) passes its words on, unless policy-rc.d(8) forbids the verb.
  if (one_of(program, {"systemctl", "deb-systemd-invoke"})) return from_systemctl(argv);
  if (program == "journalctl") return from_journalctl(argv);
  if (one_of(program, {"service", "invoke-rc.d", "rc-service"})) return from_service(argv);
  if (program == "initctl" || program == "rcctl") return from_initctl(argv);
  if (program == "supervisorctl") return from_supervisorctl(argv);
  if (program == "sv") return from_sv(argv);
  if (one_of(program, {"s6-svc", "s6-svstat", "s6-svok", "svc", "svstat", "svok"})) {
    return from_svc(program, argv);
  }
  if (below_init_d(argv[0])) {
    UnitReference script = unit_of(argv[0], argv.size() > 1 ? argv[1] : std::string());
    script.init_script = true;
    return {script};
  }
  return by_its_name(program, argv);
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
