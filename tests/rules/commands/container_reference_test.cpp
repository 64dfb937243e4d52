// Tests which commands are about a container, and which container that is.
#include "rules/commands/container_reference.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

struct ContainerRow {
  std::vector<std::string> argv;
  std::string said;  // "docker web", with "?" before it if the command only asks; empty for none.
};

class ContainerReferenceOf : public ::testing::TestWithParam<ContainerRow> {};

TEST_P(ContainerReferenceOf, IsReadFromTheArguments) {
  const auto found = container_reference(GetParam().argv);
  const std::string said =
      found ? (found->asks ? "?" : "") + found->engine + " " + found->name : std::string();
  EXPECT_EQ(said, GetParam().said);
}

const ContainerRow kContainerReferenceRows[] = {
    {{"/usr/bin/docker", "start", "web"}, "docker web"},
    {{"/usr/bin/docker", "--log-level", "warn", "restart", "-t", "5", "web"}, "docker web"},
    {{"docker", "container", "stop", "web"}, "docker web"},
    {{"/usr/bin/podman", "run", "-d", "--rm", "--name", "web", "registry/web:1"}, "podman web"},
    {{"podman", "run", "--name=web", "image"}, "podman web"},
    {{"podman", "pod", "restart", "all"}, "podman all"},
    {{"docker", "run", "-e", "PASSWORD=x", "image"}, "docker "},
    {{"docker", "compose", "-f", "/srv/web.yml", "up", "-d"}, "docker "},
    {{"/usr/local/bin/docker-compose", "-p", "web", "restart"}, "docker "},
    {{"docker", "inspect", "-f", "{{.State.Running}}", "web"}, "?docker web"},
    {{"docker", "exec", "web", "/bin/true"}, "?docker "},
    {{"docker", "ps"}, "?docker "},
    {{"crictl", "ps"}, "?crictl "},
    {{"docker", "start", "$NAME"}, "docker "},
    {{"docker", "-H", "tcp://db1", "start", "web"}, ""},
    {{"docker", "--context=db1", "start", "web"}, ""},
    {{"podman", "-r", "start", "web"}, ""},
    {{"docker", "--host=tcp://db1", "start", "web"}, ""},
    {{"podman", "--url=ssh://db1", "start", "web"}, ""},
    {{"podman", "--connection=db1", "start", "web"}, ""},
    {{"docker", "-Htcp://db1", "start", "web"}, ""},
    {{"docker", "-DHtcp://db1", "start", "web"}, ""},
    {{"docker", "-cdb1", "start", "web"}, ""},
    {{"docker", "-H", "tcp://db1", "container", "start", "web"}, ""},
    {{"docker", "-H", "unix:///run/docker.sock", "start", "web"}, "docker web"},
    {{"docker", "--host=tcp://127.0.0.1:2375", "start", "web"}, "docker web"},
    {{"docker", "-c", "default", "start", "web"}, "docker web"},
    {{"podman", "--remote", "start", "web"}, ""},
    {{"podman", "-c", "db1", "start", "web"}, ""},
    {{"crictl", "-r", "unix:///run/containerd.sock", "-c", "/etc/c.yaml", "stop", "web"},
     "crictl web"},
    {{"crictl", "-rtcp://db1", "stop", "web"}, ""},
    {{"docker", "-ldebug", "stop", "-t5", "web"}, "docker web"},
    {{"docker", "stop", "-t", "5", "--", "web"}, "docker web"},
    {{"docker", "start", "-a", "web"}, "docker web"},
    {{"docker", "start", "-i"}, "docker "},
    {{"docker", "run", "image", "--name"}, "docker "},
    {{"docker", "stack", "deploy", "web"}, "docker "},
    {{"podman", "kube", "play", "/srv/web.yml"}, "podman "},
    {{"podman-compose", "compose", "up"}, "podman "},
    {{"docker"}, ""},
    {{"docker", "--config"}, ""},
    {{"/usr/sbin/dockerd"}, ""},
    {{"systemctl", "start", "docker"}, ""},
    {{}, ""},
};

INSTANTIATE_TEST_SUITE_P(Commands, ContainerReferenceOf,
                         ::testing::ValuesIn(kContainerReferenceRows));

TEST(LeadsToAnotherEngine, IfAVariableNamesAnotherHost) {
  for (const char* there :
       {"DOCKER_HOST=tcp://db1", "DOCKER_HOST=ssh://me@db1", "DOCKER_CONTEXT=db1",
        "CONTAINER_HOST=ssh://db1/run/p.sock", "CONTAINER_CONNECTION=db1"}) {
    EXPECT_TRUE(leads_to_another_engine(there)) << there;
  }
  for (const char* here : {"DOCKER_HOST=", "DOCKER_HOST=unix:///run/docker.sock", "DOCKER_HOST",
                           "DOCKER_CONTEXT=", "DOCKER_CONTEXT=default",
                           "CONTAINER_CONNECTION=", "DOCKER_CONFIG=tcp://db1", ""}) {
    EXPECT_FALSE(leads_to_another_engine(here)) << here;
  }
}

TEST(DaemonOfContainers, IsWhatStopsThemInItsUpdate) {
  EXPECT_EQ(daemon_of_containers("docker"), "docker.service");
  EXPECT_EQ(daemon_of_containers("podman"), "");
}

}  // namespace
}  // namespace pkgmap::rules
