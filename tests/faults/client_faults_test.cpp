// Every call that the client of monit, and the starting of programs, make of the C library fails
// once. An answer is then right or an error that says why, and no wait lasts longer than its limit.
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/monit/client.hpp"
#include "engine/system/process/detached.hpp"
#include "engine/system/process/process.hpp"
#include "tests/faults/every_call.hpp"
#include "tests/support/fake_http.hpp"

namespace pkgmap {
namespace {

using faults::Effect;
using test::every_call;
using test::expect_reason;
using test::FakeHttp;
using test::kErrors;
using test::Try;

constexpr const char* kStatus =
    "<monit><server><version>5.33.0</version><controlfile>/etc/monitrc</controlfile></server>"
    "<service type=\"3\"><name>one</name><collected_sec>1</collected_sec><monitor>1</monitor>"
    "</service></monit>";

class FaultyClient : public testing::Test {
 protected:
  std::unique_ptr<MonitClient> client(int tries) const {
    ClientOptions options;
    options.timeout = std::chrono::milliseconds(5'000);
    options.tries = tries;
    options.identify = test::as_monit();
    return connect_monit(server_.model(), options).value();
  }

  FakeHttp server_{test::always(test::http_reply(200, kStatus))};
};

bool passes(Effect effect) {
  return effect == Effect::interrupted || effect == Effect::short_count;
}

TEST_F(FaultyClient, ReadsTheStatusOrSaysWhyNot) {
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const Try& one) {
      const auto monit = client(1);
      const auto status = one.with_fault([&] { return monit->status(); });
      if (status) {
        EXPECT_TRUE(status->find("one"));
        return;
      }
      EXPECT_FALSE(passes(effect)) << status.error().message;
      EXPECT_EQ(status.error().code, ErrorCode::monit);
      EXPECT_THAT(status.error().message,
                  testing::AnyOf(testing::HasSubstr(test::reason_of(effect)),
                                 testing::HasSubstr("breaks off"), testing::HasSubstr("within")));
    });
  }
}

TEST_F(FaultyClient, ThatIsPatientGetsOverEveryFailureOfACall) {
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const Try& one) {
      const auto monit = client(3);
      const auto status = one.with_fault([&] { return monit->status(); });
      EXPECT_TRUE(status.ok()) << status.error().message;
    });
  }
}

TEST_F(FaultyClient, ActsOrSaysWhyNot) {
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const Try& one) {
      const auto monit = client(1);
      const Done acted = one.with_fault(
          [&] { return monit->act(MonitClient::Verb::unmonitor, {"one"}, "5.33.0"); });
      EXPECT_TRUE(acted || !passes(effect)) << acted.error().message;
      if (acted) {
        EXPECT_THAT(server_.requests().back(), testing::HasSubstr("unmonitor"));
      }
    });
  }
}

TEST(FaultyProgram, AnswersAsAlwaysOrTheErrorSaysWhyNot) {
  ProcessLimits limits;
  limits.timeout = std::chrono::milliseconds(5'000);
  limits.errors_apart = true;
  limits.text = "a text";
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const Try& one) {
      const auto ran = one.with_fault([&] { return run_process({"/bin/cat"}, limits); });
      expect_reason(ran, effect);
      const bool whole = ran && ran->succeeded() && !ran->output_cut;
      EXPECT_TRUE(whole || !passes(effect));
      if (whole) {
        EXPECT_EQ(ran->output, "a text");
      }
    });
  }
}

TEST(FaultyProgram, ThatRunsOnByItselfIsStartedOrTheErrorSaysWhyNot) {
  Detached detached;
  detached.program = "/bin/true";
  detached.argv = {"true"};
  for (const Effect effect : kErrors) {
    every_call(effect, [&](const Try& one) {
      const Done started = one.with_fault([&] { return start_detached(detached); });
      expect_reason(started, effect);
      EXPECT_TRUE(started.ok() || !passes(effect));
    });
  }
}

}  // namespace
}  // namespace pkgmap
