#include "rules/commands/container_reference.hpp"

#include <algorithm>
#include <array>

#include "parsers/source/base_name.hpp"
#include "parsers/source/contains.hpp"
#include "rules/commands/option_words.hpp"

namespace pkgmap::rules {
namespace {

bool is_composer(std::string_view program) {
  return program.ends_with("-compose");
}

// Options before the verb. `-r` and `-c` of crictl(8) name its service and its configuration.
ValueOptions options_of(std::string_view program) {
  return {program == "crictl" ? "crit" : "Hclfpna",
          "config log-level file project-name project-directory env-file profile namespace address "
          "root runroot storage-driver cgroup-manager tlscacert tlscert tlskey host context url "
          "connection identity runtime-endpoint image-endpoint"};
}

// A socket or an address of this host. Without a value, the engine takes its default.
bool is_here(std::string_view server) {
  constexpr auto kHere = std::to_array<std::string_view>(
      {"unix:", "fd:", "/", "tcp://127.", "tcp://localhost", "http://127.", "http://localhost"});
  return server.empty() || std::any_of(kHere.begin(), kHere.end(), [&](std::string_view begin) {
           return server.starts_with(begin);
         });
}

// docker(1), podman(1): the command is for an engine on another host.
bool speaks_to_another_engine(const OptionWord& option, std::string_view program) {
  const bool is_crictl = program == "crictl";
  if (one_of(option.name, {"url", "H", "host", "runtime-endpoint"}) ||
      (is_crictl && option.name == "r")) {
    return !is_here(option.value.value_or(""));
  }
  if (is_crictl) return false;
  if (one_of(option.name, {"c", "context"})) return option.value != "default";
  return one_of(option.name, {"connection", "r", "remote"});
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

// Options of these verbs.
constexpr ValueOptions kBehindTheVerb{
    "tsf", "time timeout signal format type checkpoint checkpoint-dir detach-keys"};

std::string name_behind(const std::vector<std::string>& argv, std::size_t verb) {
  for (std::size_t i = verb + 1; i < argv.size(); ++i) {
    if (argv[i] == "--name" && i + 1 < argv.size()) return argv[i + 1];
    if (argv[i].starts_with("--name=")) return argv[i].substr(argv[i].find('=') + 1);
  }
  if (!names_a_container(argv[verb])) return {};
  const OptionWords read = options_among_operands(argv, kBehindTheVerb, verb + 1);
  return read.operands.empty() ? std::string() : argv[read.operands.front()];
}

}  // namespace

bool is_container_engine(std::string_view program) {
  return one_of(program, {"docker", "podman", "nerdctl", "ctr", "crictl", "docker-compose",
                          "podman-compose"});
}

bool leads_to_another_engine(std::string_view assignment) {
  const std::size_t equals = std::min(assignment.find('='), assignment.size());
  const std::string_view name = assignment.substr(0, equals);
  const std::string_view value = assignment.substr(std::min(equals + 1, assignment.size()));
  if (one_of(name, {"DOCKER_HOST", "CONTAINER_HOST"})) return !is_here(value);
  if (name == "DOCKER_CONTEXT") return !value.empty() && value != "default";
  return name == "CONTAINER_CONNECTION" && !value.empty();
}

std::optional<ContainerReference> container_reference(const std::vector<std::string>& argv) {
  if (argv.empty()) return std::nullopt;
  const std::string_view program = base_name(argv[0]);
  if (!is_container_engine(program)) return std::nullopt;
  const auto leads_away = [&](const OptionWords& read) {
    return std::any_of(read.options.begin(), read.options.end(), [&](const OptionWord& option) {
      return speaks_to_another_engine(option, program);
    });
  };
  bool composes = is_composer(program);
  OptionWords read = options_before_operands(argv, options_of(program));
  if (!leads_away(read) && !read.operands.empty() &&
      is_group_of_verbs(argv[read.operands.front()])) {
    const std::size_t group = read.operands.front();
    composes = composes || one_of(argv[group], {"compose", "stack", "kube"});
    read = options_before_operands(argv, options_of(program), group + 1);
  }
  // `-c` and `-r` are options of the engine only in front of the verb.
  if (leads_away(read) || read.operands.empty()) return std::nullopt;
  const std::size_t verb = read.operands.front();
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
