#include "rules/commands/wrappers.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "parsers/source/base_name.hpp"
#include "parsers/source/contains.hpp"
#include "rules/commands/general_programs.hpp"
#include "rules/commands/option_words.hpp"
#include "rules/commands/shell_variables.hpp"
#include "rules/commands/shells.hpp"

namespace pkgmap::rules {
namespace {

/// A program that runs the command behind its own options.
struct Wrapper {
  std::string_view name;
  ValueOptions with_value;
  std::size_t operands = 0;  ///< Words of its own before the command: a duration, a lock file.
};

constexpr auto kWrappers = std::to_array<Wrapper>({
    {"env", {"uCSa", "unset chdir split-string argv0"}},
    {"sudo",
     {"ughpCcrtUTDRa",
      "user group host prompt close-from role type other-user command-timeout chdir chroot "
      "login-class auth-type"}},
    {"nice", {"n", "adjustment"}},
    {"ionice", {"cnpPu", "class classdata pid pgid uid"}},
    {"nohup", {}},
    {"setsid", {}},
    {"timeout", {"ks", "kill-after signal"}, 1},
    {"flock", {"wE", "wait timeout conflict-exit-code"}, 1},
    {"stdbuf", {"ioe", "input output error"}},
    {"chrt", {"TPD", "sched-runtime sched-period sched-deadline"}, 1},
    {"taskset", {}, 1},
    {"numactl", {"ipmNCw", "interleave preferred membind cpunodebind physcpubind"}},
    {"setpriv",
     {"",
      "reuid regid ruid euid rgid egid groups inh-caps ambient-caps bounding-set securebits "
      "pdeathsig selinux-label apparmor-profile"}},
    {"chpst", {"uUnblLmdopfct/e", ""}},
    {"setuidgid", {}, 1},
    {"softlimit", {"acdfmloprst", ""}},
    {"cgexec", {"g", ""}},
    {"systemd-cat", {"tp", "identifier priority stderr-priority level-prefix"}},
    {"systemd-run",
     {"puEHM",
      "unit property description slice uid gid nice working-directory setenv service-type host "
      "machine on-active on-boot on-startup on-unit-active on-unit-inactive on-calendar "
      "timer-property path-property socket-property background"}},
    {"dumb-init", {"r", "rewrite"}},
    {"tini", {"ep", ""}},
    {"catchsegv", {}},
    {"exec", {"a", ""}},
    {"command", {}},
    {"time", {"fo", "format output"}},
    {"daemonize", {"ceElopu", ""}},
});

const Wrapper* find_wrapper(std::string_view name) {
  const auto found = std::find_if(kWrappers.begin(), kWrappers.end(),
                                  [&](const Wrapper& wrapper) { return wrapper.name == name; });
  return found == kWrappers.end() ? nullptr : &*found;
}

Words from(const Words& words, std::size_t first) {
  if (first >= words.size()) return {};
  return {words.begin() + static_cast<std::ptrdiff_t>(first), words.end()};
}

// `env -S TEXT WORD…`: env(1) reads the words of the text in place of the option.
Words split_by_env(const Words& argv, const OptionWord& option) {
  const ShellText text = shell_commands(std::string(option.value.value_or("")));
  Words words{argv[0]};
  if (!text.commands.empty()) {
    words.insert(words.end(), text.commands[0].begin(), text.commands[0].end());
  }
  for (std::size_t i = option.next; i < argv.size(); ++i) words.push_back(argv[i]);
  return words.size() > 1 ? words : Words{};
}

// Env(1) also takes "-" for `-i`.
bool is_of_the_environment(const std::string& word) {
  return word == "-" || is_assignment(word);
}

// Returns the number of the word behind the options and the assignments in front of `env A=b
// COMMAND`. Sudo(8) has options behind assignments, too.
std::size_t behind_own_words(const Words& argv, const Wrapper& wrapper, OptionWords& read) {
  for (std::size_t begin = 1;;) {
    read = options_before_operands(argv, wrapper.with_value, begin);
    if (read.operands.empty()) return argv.size();
    std::size_t at = read.operands.front();
    while (at < argv.size() && is_of_the_environment(argv[at])) ++at;
    if (at == read.operands.front() || at == argv.size() || argv[at][0] != '-') return at;
    begin = at;
  }
}

Wrapped behind(const Words& argv, const Wrapper& wrapper) {
  OptionWords read;
  const std::size_t at = behind_own_words(argv, wrapper, read) + wrapper.operands;
  if (wrapper.name == "env") {
    const auto* const split = read.find({"S", "split-string"});
    if (split && split->value) return {split_by_env(argv, *split)};
  }
  if (wrapper.name == "systemd-run" && read.find({"H", "host", "M", "machine"})) return {};
  if (wrapper.name == "flock" && at + 1 < argv.size() && one_of(argv[at], {"-c", "--command"})) {
    return {{}, argv[at + 1]};
  }
  return {from(argv, at)};
}

// Su(1) and runuser(1) run a text (`-c TEXT USER`), or a shell with the words behind the user.
// Runuser also runs a command (`-u USER COMMAND`).
Wrapped behind_su(const Words& argv, std::string_view name) {
  constexpr ValueOptions kWithValue{
      "cgGsuw", "command session-command group supp-group shell user whitelist-environment"};
  if (name == "runuser") {
    const OptionWords before = options_before_operands(argv, kWithValue);
    if (before.find({"u", "user"})) {
      return {before.operands.empty() ? Words{} : from(argv, before.operands.front())};
    }
  }
  const OptionWords read = options_among_operands(argv, kWithValue);
  if (const auto text = read.value_of({"c", "command", "session-command"})) {
    return {{}, std::string(*text)};
  }
  Words shell{"sh"};
  for (const std::size_t at : read.operands) shell.push_back(argv[at]);
  if (shell.size() > 1 && shell[1] == "-") shell.erase(shell.begin() + 1);
  if (shell.size() > 1) shell.erase(shell.begin() + 1);  // The user.
  return behind_shell(shell);
}

// Start-stop-daemon(8): `--exec PROGRAM`, or `--startas PROGRAM` in its place.
Wrapped behind_start_stop_daemon(const Words& argv) {
  constexpr ValueOptions kWithValue{
      "anprsuxcNIkRgdOew1234",
      "pid ppid exec startas name pidfile chroot signal user chuid nicelevel procsched iosched "
      "umask retry group chdir output notify-timeout env stdout stderr wait",
      "start"};
  std::optional<std::string_view> program;
  const OptionWords read = options_among_operands(argv, kWithValue);
  for (const OptionWord& option : read.options) {
    const bool is_first = one_of(option.name, {"x", "exec"}) && !program;
    if (is_first || one_of(option.name, {"a", "startas"})) program = option.value;
  }
  if (!program) return {};
  return {{std::string(*program)}};
}

// Returns the script of an interpreter with its arguments: from the first argument that is an
// absolute path.
Wrapped behind_interpreter(const Words& argv) {
  for (std::size_t i = 1; i < argv.size(); ++i) {
    if (one_of(argv[i],
               {"-cp", "-classpath", "--class-path", "-p", "--module-path", "-W", "-X", "-I"})) {
      ++i;
    } else if (argv[i].starts_with('/')) {
      return {from(argv, i)};
    }
  }
  return {};
}

// Scl(1): `enable COLLECTION TEXT`, `enable COLLECTION -- COMMAND`.
Wrapped behind_scl(const Words& argv) {
  if (argv.size() > 3 && argv.back().find(' ') != std::string::npos) return {{}, argv.back()};
  const auto dashes = std::find(argv.begin(), argv.end(), "--");
  if (dashes == argv.end()) return {};
  return {{dashes + 1, argv.end()}};
}

}  // namespace

Wrapped behind_wrapper(const Words& argv) {
  const std::string_view name = base_name(argv[0]);
  if (const Wrapper* wrapper = find_wrapper(name)) return behind(argv, *wrapper);
  if (is_shell(name)) return behind_shell(argv);
  if (one_of(name, {"su", "runuser"})) return behind_su(argv, name);
  if (name == "start-stop-daemon") return behind_start_stop_daemon(argv);
  if (name == "scl") return behind_scl(argv);
  if (is_interpreter(name)) return behind_interpreter(argv);
  return {};
}

}  // namespace pkgmap::rules
