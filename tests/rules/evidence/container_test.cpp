// Tests container: what runs the containers that a check starts or asks about.
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

class Container : public EvidenceTable {};

TEST_P(Container, SaysSo) {
  expect(EvidenceKind::container);
}

const EvidenceRow kContainerRows[] = {
    {"TheDaemonWithWhichItStopsIsLikely",
     [](FactsBuilder& host) {
       auto check = host.process("web", "/run/web.pid");
       check.containers = {{CommandOf::start,
                            "container web",
                            "docker",
                            path("/usr/bin/docker"),
                            {unit("docker.service")}}};
       return check;
     },
     {"/usr/bin/docker", "/usr/lib/systemd/system/docker.service"},
     "likely: start program needs container web, which docker runs; "
     "/usr/lib/systemd/system/docker.service is mysql-server's"},
    {"TheClientAloneIsWeak",
     [](FactsBuilder& host) {
       auto check = host.process("web", "/run/web.pid");
       check.containers = {{CommandOf::own,
                            "container web",
                            "docker",
                            path("/usr/bin/docker"),
                            {unit("docker.service")}}};
       return check;
     },
     {"/usr/bin/docker"},
     "weak: its program needs container web, which docker runs; /usr/bin/docker is mysql-server's"},
    {"AnEngineWithoutADaemonIsWeak",
     [](FactsBuilder& host) {
       auto check = host.process("web", "/run/web.pid");
       check.containers = {
           {CommandOf::restart, "web.service", "podman", path("/usr/bin/podman"), {}}};
       return check;
     },
     {"/usr/bin/podman"},
     "weak: restart program needs web.service, which podman runs; /usr/bin/podman is "
     "mysql-server's"},
    {"OfTwoClientsTheFirstIsNamed",
     [](FactsBuilder& host) {
       auto check = host.process("web", "/run/web.pid");
       check.containers = {
           {CommandOf::start, "container web", "docker", path("/usr/bin/docker"), {}},
           {CommandOf::stop, "web.service", "podman", path("/usr/bin/podman"), {}}};
       return check;
     },
     {"/usr/bin/docker", "/usr/bin/podman"},
     "weak: start program needs container web, which docker runs; /usr/bin/docker is "
     "mysql-server's"},
    {"AnotherEngineIsNothing",
     [](FactsBuilder& host) {
       auto check = host.process("web", "/run/web.pid");
       check.containers = {
           {CommandOf::start, "container web", "podman", path("/usr/bin/podman"), {}}};
       return check;
     },
     {"/usr/bin/docker", "/usr/lib/systemd/system/docker.service"},
     ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, Container, ::testing::ValuesIn(kContainerRows), row_name);

}  // namespace
}  // namespace pkgmap::rules
