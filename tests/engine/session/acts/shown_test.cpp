// Which baseline of `if changed checksum` monit's status shows, by the version of monit.
#include "engine/session/acts/shown.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using Kind = rules::ShownBaseline::Kind;

constexpr std::int64_t kReadAt = 1'000;  // When monit read its control file, in seconds.
constexpr std::int64_t kSecond = 1'000'000;
constexpr int kOff = 0;
constexpr int kOn = 1;
constexpr int kInitialising = 2;
constexpr int kFailed = 1;

struct ShownRow {
  const char* name;
  const char* version;
  int monitor;
  std::int64_t looked_at;  ///< monit's last look, in seconds.
  int status;
  const char* checksum;
  Kind shown;
};

// A reload or restart: monit has read its control file after its last look.
const ShownRow kShownRows[] = {
    {"LookedAt", "5.33.0", kOn, kReadAt + 5, 0, "ab", Kind::shown},
    {"LookedAtBy61", "6.1.0", kOn, kReadAt + 5, 0, "ab", Kind::shown},
    {"FailsNow", "5.33.0", kOn, kReadAt + 5, kFailed, "ab", Kind::hidden},
    {"ReadAnew", "5.33.0", kInitialising, kReadAt - 5, 0, "", Kind::never},
    {"ReadAnewBy60", "6.0.0", kInitialising, kReadAt - 5, 0, "", Kind::never},
    {"ReadAnewBy61", "6.1.0", kInitialising, kReadAt - 5, 0, "", Kind::hidden},
    {"OffSinceTheLook", "5.33.0", kOff, kReadAt + 5, 0, "ab", Kind::hidden},
    {"OffSinceTheLookBy61", "6.1.0", kOff, kReadAt + 5, 0, "ab", Kind::hidden},
    {"OffAndReadAnew", "5.33.0", kOff, kReadAt - 5, 0, "", Kind::never},
    {"OffAndReadAnewBy61", "6.1.0", kOff, kReadAt - 5, 0, "", Kind::never},
};

class ShownOfChanged : public testing::TestWithParam<ShownRow> {};

TEST_P(ShownOfChanged, DependsOnTheVersion) {
  const ShownRow& row = GetParam();
  status::Status status;
  status.version = row.version;
  status.incarnation = kReadAt;
  status::Service service;
  service.monitor = row.monitor;
  service.collected_usec = row.looked_at * kSecond;
  service.status = row.status;
  service.checksum = {Algorithm::md5, row.checksum};
  const rules::ShownBaseline shown = shown_of_changed(service, status);
  EXPECT_EQ(shown.kind, row.shown);
  if (row.shown == Kind::shown) {
    EXPECT_EQ(shown.digests, (rules::Digests{{Algorithm::md5, "ab"}}));
  }
}

INSTANTIATE_TEST_SUITE_P(Versions, ShownOfChanged, testing::ValuesIn(kShownRows),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace pkgmap
