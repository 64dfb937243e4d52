// Finds the container that a command starts or asks about: `docker start web`, `podman run --name
// web …`, `docker compose up`.
//
// Pure: reads only `argv`, a command as commands_run() (run_command.hpp) returns it: without
// wrappers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::rules {

struct ContainerReference {
  /// "docker", "podman": the program, without its directory and without "-compose".
  std::string engine;
  /// Name of the container, the first of several: the value of `--name`, or what is behind a verb
  /// such as `start` or `inspect`. Empty behind other verbs (`rm`, `exec`), for a compose file, and
  /// if the name has a variable.
  std::string name;
  /// False if the verb starts, stops or changes a container; true for every other verb (`docker
  /// inspect`, `docker pull`).
  bool asks = false;
};

/// Returns the container of the command `argv`; nullopt if the program is no engine, if the command
/// has no verb, or if an option such as `-H` names an engine on another host. (A socket or a
/// loopback address is one of this host, and so is the context "default".)
std::optional<ContainerReference> container_reference(const std::vector<std::string>& argv);

/// Returns whether a program with this base name is an engine or its "-compose".
bool is_container_engine(std::string_view program);

/// Returns whether `assignment` sets a variable of the environment with which an engine works on
/// another host: "DOCKER_HOST=tcp://db1".
bool leads_to_another_engine(std::string_view assignment);

/// Returns the unit of the engine's daemon ("docker.service") if an update of the engine restarts
/// this daemon and all containers stop with it. Empty for an engine whose containers run on during
/// an update of the engine.
std::string_view daemon_of_containers(std::string_view engine);

}  // namespace pkgmap::rules
