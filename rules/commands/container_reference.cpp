#include "rules/commands/container_reference.hpp"

#include <algorithm>

#include "parsers/source/base_name.hpp"
#include "parsers/source/contains.hpp"

namespace pkgmap::rules {
namespace {

bool is_engine(std::string_view program) {
  return one_of(program, {"docker", "podman", "nerdctl", "ctr", "crictl", "docker-compose",
                          "podman-compose"});
}

bool is_composer(std::string_view program) {
  return program.ends_with("-compose");
}

// Options before the verb whose value is the next word.
bool has_a_value(std::string_view option) {
  return one_of(option, {"--config",
                         "-l",
                         "--log-level",
                         "-f",
                         "--file",
                         "-p",
                         "--project-name",
                         "--project-directory",
                         "--env-file",
                         "--profile",
                         "-n",
                         "--namespace",
                         "-a",
                         "--address",
                         "--root",
                         "--runroot",
                         "--storage-driver",
                         "--cgroup-manager",
                         "--tlscacert",
                         "--tlscert",
                         "--tlskey"});
}

// docker(1), podman(1): the command is for an engine on another host.
bool speaks_to_another_engine(std::string_view option) {
  return one_of(option,
                {"-H", "--host", "-c", "--context", "--url", "--connection", "-r", "--remote"}) ||
         option.starts_with("--host=") || option.starts_with("--context=") ||
         option.starts_with("--url=") || option.starts_with("--connection=");
}

bool is_group_of_verbs(std::string_view word) {
  return one_of(word, {"container", "pod", "compose", "stack", "service", "task", "tasks",
                       "containers", "kube"});
}

bool starts_or_stops(std::string_view verb) {
  return one_of(verb, {"start", "stop", "restart", "kill", "run", "up", "down", "pause", "unpause",
                       "rm", "play", "create", "update", "deploy"});
}

// After other verbs the first word is an image, a file or a service.
bool names_a_container(std::string_view verb) {
  return one_of(verb, {"start", "stop", "restart", "kill", "pause", "unpause", "inspect"});
}

// Options of these verbs whose value is the next word.
bool has_a_value_behind_the_verb(std::string_view option) {
  return one_of(option, {"-t", "--time", "--timeout", "-s", "--signal", "-f", "--format", "--type",
                         "--checkpoint", "--detach-keys"});
}

// Returns the number of the next word that is no option; the size of `argv` if there is none.
std::size_t next_word(const std::vector<std::string>& argv, std::size_t from) {
  std::size_t at = from;
  while (at < argv.size() && argv[at].starts_with('-')) at += has_a_value(argv[at]) ? 2 : 1;
  return std::min(at, argv.size());
}

std::string name_behind(const std::vector<std::string>& argv, std::size_t verb) {
  for (std::size_t i = verb + 1; i < argv.size(); ++i) {
    if (argv[i] == "--name" && i + 1 < argv.size()) return argv[i + 1];
    if (argv[i].starts_with("--name=")) return argv[i].substr(argv[i].find('=') + 1);
  }
  if (!names_a_container(argv[verb])) return {};
  for (std::size_t i = verb + 1; i < argv.size(); ++i) {
    if (!argv[i].starts_with('-')) return argv[i];
    if (has_a_value_behind_the_verb(argv[i])) ++i;
  }
  return {};
}

}  // namespace

std::optional<ContainerReference> container_reference(const std::vector<std::string>& argv) {
  if (argv.empty()) return std::nullopt;
  const std::string_view program = base_name(argv[0]);
  if (!is_engine(program)) return std::nullopt;
  std::size_t verb = next_word(argv, 1);
  bool composes = is_composer(program);
  if (verb < argv.size() && is_group_of_verbs(argv[verb])) {
    composes = composes || one_of(argv[verb], {"compose", "stack", "kube"});
    verb = next_word(argv, verb + 1);
  }
  const auto end = argv.begin() + static_cast<std::ptrdiff_t>(verb);
  // `-c` and `-r` are options of the engine only in front of the verb.
  if (std::any_of(argv.begin() + 1, end, speaks_to_another_engine)) return std::nullopt;
  if (verb == argv.size()) return std::nullopt;
  ContainerReference found{std::string(program.substr(0, program.find('-'))), {}, false};
  found.asks = !starts_or_stops(argv[verb]);
  if (!composes) found.name = name_behind(argv, verb);
  if (found.name.find_first_of("$`{") != std::string::npos) found.name.clear();
  return found;
}

std::string_view daemon_of_containers(std::string_view engine) {
  return engine == "docker" ? "docker.service" : std::string_view{};
}

}  // namespace pkgmap::rules
