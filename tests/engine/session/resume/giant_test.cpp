// Large files whose size is another one than recorded: only the packages can make such a content a
// good one, and nobody else reads it. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::IsEmpty;

constexpr std::int64_t kLarge = 300LL << 20U;  // Bytes.

class AGiant : public testing::Test {
 protected:
  // A check of the file, after a session that has recorded its content.
  void begin(const std::string& name) {
    name_ = name;
    host_.write_checks("check file large path @HOST@/" + name +
                       "\n if failed checksum then alert\n"
                       "check file settings path @HOST@/etc/settings\n");
    if (name != "sbin/daemon") host_.write(name, "mine\n");
    host_.machine().sizes[ModelSession::path(name)] = kLarge;
    host_.reload_monit();
    id_ = host_.suspend_without_guard();
    host_.upgrade_to("2");
  }
  void grow() { host_.machine().sizes[ModelSession::path(name_)] = kLarge + 1; }
  ResumeOutcome resumed() {
    auto outcome = host_.resume(id_);
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    return outcome ? std::move(*outcome) : ResumeOutcome{};
  }

  ModelSession host_{"check file settings path @HOST@/etc/settings\n"};
  std::string name_;
  std::string id_;
};

TEST_F(AGiant, OfAnotherSizeThatItsPackageShippedBecomesTheBaseline) {
  begin("sbin/daemon");
  grow();
  const ResumeOutcome outcome = resumed();
  EXPECT_TRUE(outcome.results.reloaded) << outcome.not_reloaded;
  EXPECT_THAT(outcome.kept, IsEmpty());
  EXPECT_EQ(host_.states(), "large=on settings=on");
  EXPECT_FALSE(host_.alarms("large"));
}

TEST_F(AGiant, OfAnotherSizeThatNoPackageOwnsIsNotReadAndKeepsItsAlarm) {
  begin("run/unpackaged");
  host_.write("run/unpackaged", "evil\n");
  grow();
  host_.machine().reading_takes = 60 * model::kSecond;
  const auto before = host_.now();
  EXPECT_FALSE(resumed().results.reloaded);
  EXPECT_LT(host_.now() - before, std::chrono::seconds(5));
  EXPECT_EQ(host_.states(), "large=on settings=on");
  EXPECT_TRUE(host_.alarms("large"));
}

}  // namespace
}  // namespace pkgmap
