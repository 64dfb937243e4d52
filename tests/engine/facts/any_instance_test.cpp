// Paths of template units, in which the instance is not known.
#include "engine/facts/any_instance.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

struct InstanceRow {
  const char* known;  ///< With '?' for kAnyInstance.
  const char* path;
  bool fits;
};

class PathOfAnyInstance : public ::testing::TestWithParam<InstanceRow> {};

TEST_P(PathOfAnyInstance, HasOneInstanceInAllItsPlaces) {
  std::string known = GetParam().known;
  for (char& c : known) c = c == '?' ? kAnyInstance : c;
  EXPECT_EQ(is_path_of_instance(known, GetParam().path), GetParam().fits);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, PathOfAnyInstance,
    ::testing::Values(InstanceRow{"/run/a.pid", "/run/a.pid", true},
                      InstanceRow{"/run/a.pid", "/run/b.pid", false},
                      InstanceRow{"/run/tunnel/?.pid", "/run/tunnel/x.pid", true},
                      InstanceRow{"/run/tunnel/?.pid", "/run/tunnel/.pid", false},
                      InstanceRow{"/run/tunnel/?.pid", "/run/tunnel/x/y.pid", false},
                      InstanceRow{"/run/tunnel/?.pid", "/run/tunnel/x", false},
                      InstanceRow{"/run/tunnel/?-?.pid", "/run/tunnel/ab-ab.pid", true},
                      InstanceRow{"/run/tunnel/?-?.pid", "/run/tunnel/ab-cd.pid", false},
                      InstanceRow{"/run/tunnel/?-?.pid", "/run/tunnel/a-aa.pid", false},
                      InstanceRow{"/run/?.pid", "/run/x.pid", false},
                      InstanceRow{"/run/tunnel-?.pid", "/run/tunnel-x.pid", true}));

// An attempt with every length of the instance would write 10^11 bytes.
TEST(PathOfAnyInstance, IsFoundInOneStep) {
  const std::string known = "/run/tunnel/" + std::string(100'000, kAnyInstance);
  EXPECT_TRUE(is_path_of_instance(known, "/run/tunnel/" + std::string(1'000'000, 'x')));
  EXPECT_FALSE(is_path_of_instance(known, "/run/tunnel/" + std::string(1'000'001, 'x')));
}

}  // namespace
}  // namespace pkgmap
