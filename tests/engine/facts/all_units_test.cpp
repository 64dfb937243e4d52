// The queries about all units of a root: where they look, and what they say of a unit.
#include <gtest/gtest.h>

#include "tests/engine/facts/units_root.hpp"

namespace pkgmap {
namespace {

using Names = std::vector<std::string>;

std::string packaged(const std::string& name) {
  return "/usr/lib/systemd/system/" + name;
}

class AllUnits : public test::UnitsRoot {
 protected:
  // Of the only unit.
  static Names programs(const std::vector<rules::UnitFact>& facts) {
    Names list;
    EXPECT_EQ(facts.size(), 1U);
    for (const auto& program : facts.front().programs) list.push_back(program.hops.back());
    return list;
  }
};

TEST_F(AllUnits, AreNamedWithWhatTheyRun) {
  file("/usr/sbin/ad", "");
  file(packaged("a.service"),
       "[Service]\nRuntimeDirectory=a\nPIDFile=a.pid\n"
       "ExecStart=/usr/bin/podman run --name a\nExecStart=/usr/sbin/ad\n");
  file("/etc/init.d/b", "#!/bin/sh\nPIDFILE=/run/b.pid\nDAEMON=/usr/sbin/ad\n");
  Reader reader(root());
  const Names expected = {"/usr/sbin/ad"};
  EXPECT_EQ(programs(reader.units.making("/run/a")), expected);
  EXPECT_EQ(programs(reader.units.making("/run/a")), expected);
  EXPECT_EQ(programs(reader.units.with_pidfile({"/run/a.pid"})), expected);
  EXPECT_EQ(programs(reader.units.with_pidfile({"/run/b.pid"})), expected);
  EXPECT_EQ(reader.units.making("/run/a").front().engine, "podman");
  EXPECT_EQ(names(reader.units.executing({"/usr/sbin/ad"})), (Names{"a.service", "/etc/init.d/b"}));
}

TEST_F(AllUnits, AreThereOnceIfALinkLeadsToTheirDirectory) {
  file(packaged("a.service"), "[Service]\nRuntimeDirectory=a\n");
  file(packaged("a.service.d/more.conf"), "[Service]\nRuntimeDirectory=b\n");
  file(packaged("tunnel@.service"), "[Service]\nPIDFile=%i.pid\n");
  link(packaged("multi-user.target.wants/tunnel@x.service"), "../tunnel@.service");
  link("/lib", "usr/lib");
  Reader reader(root());
  EXPECT_EQ(names(reader.units.making("/run/a")), Names{"a.service"});
  EXPECT_EQ(names(reader.units.making("/run/b")), Names{"a.service"});
  EXPECT_EQ(names(reader.units.with_pidfile({"/run/x.pid"})), Names{"tunnel@x.service"});
  EXPECT_TRUE(reader.units.find({"a"}).exists);
}

TEST_F(AllUnits, AreAlsoThoseOfADirectoryOfItsOwnInLib) {
  file("/lib/systemd/system/a.service", "[Service]\nRuntimeDirectory=a\n");
  Reader reader(root());
  EXPECT_EQ(names(reader.units.making("/run/a")), Names{"a.service"});
  EXPECT_TRUE(reader.units.find({"a"}).exists);
}

}  // namespace
}  // namespace pkgmap
