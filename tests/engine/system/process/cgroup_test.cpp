#include "engine/system/process/cgroup.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

TEST(Cgroup, NamesTheServiceOfAProcess) {
  EXPECT_EQ(unit_in_cgroup("0::/system.slice/monit.service\n"), "monit.service");
  EXPECT_EQ(unit_in_cgroup("0::/system.slice/monit.service/payload\n"), "monit.service");
  EXPECT_EQ(unit_in_cgroup("0::/system.slice/system-monit.slice/monit@second.service\n"),
            "monit@second.service");
  EXPECT_EQ(unit_in_cgroup("12:cpuset:/\n1:name=systemd:/system.slice/monit.service\n0::/\n"),
            "monit.service");
}

TEST(Cgroup, NamesNoServiceOfAUserOrContainer) {
  for (const char* text :
       {"", "0::/\n", "0::/init.scope\n", "0::/user.slice/user-0.slice/session-3.scope\n",
        "0::/user.slice/user-0.slice/user@0.service/app.slice/x.service\n",
        "0::/machine.slice/machine-box.scope/system.slice/monit.service\n"}) {
    EXPECT_EQ(unit_in_cgroup(text), "") << text;
  }
}

}  // namespace
}  // namespace pkgmap
