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
  std::string name;   ///< Name of the container, the first of several; empty if the command has no
                      ///< name, or a variable in the name.
  bool asks = false;  ///< True if the command only asks (`docker inspect web`), false if it starts
                      ///< or changes a container.
};

/// Returns the container of the command `argv`; nullopt if the command concerns no container, or
/// asks an engine on another host.
std::optional<ContainerReference> container_reference(const std::vector<std::string>& argv);

/// Returns the unit of the engine's daemon ("docker.service") if an update of the engine restarts
/// this daemon and all containers stop with it. Empty for an engine whose containers run on during
/// an update of the engine.
std::string_view daemon_of_containers(std::string_view engine);

}  // namespace pkgmap::rules
