#include "rules/commands/run_command.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "parsers/source/base_name.hpp"
#include "rules/commands/general_programs.hpp"
#include "rules/commands/shell_variables.hpp"

namespace pkgmap::rules {
namespace {

constexpr int kDeepest = 8;
// Bytes of all the command lines on the way, since loops within loops make more and more of them.
constexpr std::size_t kMostCommandBytes = 256 * 1024;

// `list` has words with a blank between them.
bool is_in_list(std::string_view word, std::string_view list) {
  return (" " + std::string(list) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

bool is_option(std::string_view word) {
  return word.size() > 1 && word.front() == '-';
}

/// A program that runs the command behind its own options.
struct Wrapper {
  std::string_view name;
  std::string_view with_value;  ///< Options whose value is the next word.
  int operands = 0;             ///< Words of its own before the command: a duration, a lock file.
};

constexpr auto kWrappers = std::to_array<Wrapper>({
    {"env", "-u --unset -C --chdir"},
    {"sudo", "-u -g -h -p -C -r -t -U -T -D -R --user --group --host --prompt --chdir"},
    {"nice", "-n --adjustment"},
    {"ionice", "-c -n -p -P -u --class --classdata"},
    {"nohup", ""},
    {"setsid", ""},
    {"timeout", "-k -s --kill-after --signal", 1},
    {"flock", "-w -E --wait --timeout --conflict-exit-code", 1},
    {"stdbuf", "-i -o -e"},
    {"chrt", "-T -P -D", 1},
    {"taskset", "", 1},
    {"numactl", "-i -p -m -N -C"},
    {"setpriv", "--reuid --regid --groups --inh-caps --ambient-caps --bounding-set --securebits"},
    {"chpst", "-u -U -n -l -L -m -d -o -p -f -c -t -/ -e"},
    {"setuidgid", "", 1},
    {"softlimit", "-a -c -d -f -l -m -o -p -r -s -t"},
    {"cgexec", "-g"},
    {"systemd-cat", "-t -p --identifier --priority"},
    {"systemd-run", "-p -u --unit --property --slice --uid --gid --nice -E --setenv"},
    {"dumb-init", "-r --rewrite"},
    {"tini", "-e -p"},
    {"catchsegv", ""},
    {"exec", "-a"},
    {"command", ""},
    {"time", "-f -o"},
    {"daemonize", "-c -e -E -l -o -p -u"},
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

Words behind_wrapper(const Words& argv, const Wrapper& wrapper) {
  std::size_t i = 1;
  int operands = wrapper.operands;
  for (; i < argv.size(); ++i) {
    const std::string& word = argv[i];
    if (word == "--") continue;
    if (is_option(word)) {
      if (is_in_list(word, wrapper.with_value)) ++i;
    } else if (!is_assignment(word)) {
      if (operands-- <= 0) break;
    }
  }
  return from(argv, i);
}

/// Finds `-c TEXT` of a shell, su, runuser, flock or scl. Returns the number of the text in `argv`;
/// 0 if there is no such option.
std::size_t command_text(const Words& argv) {
  for (std::size_t i = 1; i + 1 < argv.size(); ++i) {
    const std::string& word = argv[i];
    const bool cluster = is_option(word) && word[1] != '-' && word.find('c') != std::string::npos &&
                         word.size() <= 5;
    if (cluster || word == "--command") return i + 1;
  }
  return 0;
}

bool is_shell(std::string_view name) {
  return is_in_list(name, "sh bash dash ash ksh zsh csh fish");
}

/// Returns what runuser(1) and su(1) run with `-u USER COMMAND`, without `-c`.
Words behind_user(const Words& argv) {
  for (std::size_t i = 1; i < argv.size(); ++i) {
    if (argv[i] == "-u" || argv[i] == "--user") {
      std::size_t command = i + 2;
      while (command < argv.size() && is_option(argv[command])) ++command;
      return from(argv, command);
    }
  }
  return {};
}

/// Returns the program of start-stop-daemon(8): `--exec PROGRAM`, `--startas PROGRAM`.
Words of_start_stop_daemon(const Words& argv) {
  Words found;
  for (std::size_t i = 1; i < argv.size() && argv[i] != "--"; ++i) {
    const bool has_next = i + 1 < argv.size();
    if (has_next && is_in_list(argv[i], "-x --exec") && found.empty()) found = {argv[i + 1]};
    if (has_next && is_in_list(argv[i], "-a --startas")) found = {argv[i + 1]};
    for (const std::string_view option : {"--exec=", "--startas="}) {
      if (argv[i].starts_with(option)) found = {argv[i].substr(option.size())};
    }
  }
  return found;
}

/// Returns the script of an interpreter with its arguments: from the first argument that is an
/// absolute path.
Words behind_interpreter(const Words& argv) {
  for (std::size_t i = 1; i < argv.size(); ++i) {
    if (is_in_list(argv[i], "-cp -classpath --class-path -p --module-path -W -X -I")) {
      ++i;
    } else if (argv[i].starts_with('/')) {
      return from(argv, i);
    }
  }
  return {};
}

/// Returns what `argv` runs behind one wrapper. Empty if `argv` has no known wrapper, or no command
/// behind it.
Words unwrapped(const Words& argv, std::string_view name) {
  if (const Wrapper* wrapper = find_wrapper(name)) return behind_wrapper(argv, *wrapper);
  if (is_in_list(name, "su runuser")) return behind_user(argv);
  if (name == "start-stop-daemon") return of_start_stop_daemon(argv);
  if (name == "scl") {
    const auto dashes = std::find(argv.begin(), argv.end(), "--");
    if (dashes != argv.end()) return {dashes + 1, argv.end()};
  }
  if (is_interpreter(name)) return behind_interpreter(argv);
  return {};
}

/// Follows one command line through its wrappers.
class Search {
 public:
  explicit Search(bool always) : always_(always) {}

  void follow(const Words& argv, int depth) {
    // An empty word is no program.
    if (argv.empty() || argv[0].empty() || depth > kDeepest || !has_room_for(argv)) return;
    if (argv[0].find_first_of("$`*?~") != std::string::npos) return;
    const std::string_view name = base_name(argv[0]);
    const bool takes_text = is_shell(name) || is_in_list(name, "su runuser flock");
    if (const std::size_t text = takes_text ? command_text(argv) : 0; text != 0) {
      follow_text(argv[text], is_shell(name) ? from(argv, text + 1) : Words{}, depth);
      return;
    }
    if (name == "scl" && argv.size() > 3 && argv.back().find(' ') != std::string::npos) {
      follow_text(argv.back(), {}, depth);
      return;
    }
    const Words inner = unwrapped(argv, name);
    if (inner.empty()) {
      found_.push_back(argv);
    } else {
      follow(inner, depth + 1);
    }
  }

  std::vector<Words> found() { return std::move(found_); }

 private:
  void follow_text(const std::string& text, const Words& arguments, int depth) {
    const ShellText inner = shell_commands(text, arguments);
    if (always_ && inner.has_conditions) return;
    for (const Words& command : inner.commands) follow(command, depth + 1);
  }

  bool has_room_for(const Words& argv) {
    for (const std::string& word : argv) bytes_ += word.size() + sizeof(word);
    return bytes_ <= kMostCommandBytes;
  }

  const bool always_;  ///< Whether only commands count that run whatever others answer.
  std::vector<Words> found_;
  std::size_t bytes_ = 0;
};

}  // namespace

bool is_shell_script(std::string_view text) {
  if (!text.starts_with("#!")) return false;
  std::string_view line = text.substr(2, text.find('\n') - 2);
  for (;;) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
    const std::string_view word = base_name(line.substr(0, end));
    if (word != "env") return !word.empty() && is_shell(word);
    line.remove_prefix(end);
  }
}

std::vector<Words> commands_run(const Words& argv) {
  Search search(false);
  search.follow(argv, 0);
  return search.found();
}

std::vector<Words> commands_run_always(const Words& argv) {
  Search search(true);
  search.follow(argv, 0);
  return search.found();
}

}  // namespace pkgmap::rules
