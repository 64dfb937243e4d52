// Which container a command starts, or asks about: `docker start web`, `podman run --name web …`,
// `docker compose up`.
//
// Pure: reads only the argument vector, whose wrappers run_command.hpp has taken off.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::rules {

struct ContainerReference {
  std::string engine;  ///< "docker", "podman": the program without its directory.
  std::string name;    ///< Of the container; empty if the command does not say it.
  bool asks = false;   ///< True if the command starts and stops no container: `docker inspect web`.
};

/// Returns nullopt if the command has nothing to do with containers, or speaks to an engine on
/// another host.
std::optional<ContainerReference> container_reference(const std::vector<std::string>& argv);

/// Returns the unit of the daemon that an update of the engine restarts, and with which every
/// container stops: "docker.service". Empty for an engine whose containers run on during its
/// update.
std::string_view daemon_of_containers(std::string_view engine);

}  // namespace pkgmap::rules
