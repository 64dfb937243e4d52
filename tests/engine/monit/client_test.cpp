// The client against a real monit.
#include "engine/monit/client.hpp"

#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using test::eventually;
using test::RealMonit;
using Verb = MonitClient::Verb;

constexpr const char* kVersion = "5.33.0";

std::unique_ptr<MonitClient> client_of(const RealMonit& monit) {
  Result<std::unique_ptr<MonitClient>> client = connect_monit(monit.model());
  EXPECT_TRUE(client.ok());
  return std::move(client).value();
}

std::string file_check(const std::string& name, const std::string& tests = {}) {
  return "check file \"" + name + "\" with path @DIR@/file" + tests + "\n";
}

// The names of the checks that are unmonitored, in the order of the status.
std::vector<std::string> unmonitored(MonitClient& client) {
  std::vector<std::string> names;
  const Result<status::Status> status = client.status();
  if (!status) return {status.error().message};
  for (const status::Service& service : status->services) {
    if (service.settled_off()) names.push_back(service.name);
  }
  return names;
}

TEST(MonitClient, ReadsTheStatus) {
  const RealMonit monit({.checks = file_check("plain")});
  const auto client = client_of(monit);
  const Result<status::Status> status = client->status();
  ASSERT_TRUE(status.ok()) << status.error().message;
  EXPECT_EQ(status->control_file, monit.control_file());
  EXPECT_EQ(status->version, kVersion);
  EXPECT_EQ(status->poll, 1);
  ASSERT_NE(status->find("PLAIN"), nullptr);
  EXPECT_EQ(status->find("PLAIN")->type, 2);
}

struct NameCase {
  const char* name;
  const char* looks_alike;  // What the name would match as a regular expression; may be empty.
};

class MonitClientNames : public testing::TestWithParam<NameCase> {};

TEST_P(MonitClientNames, UnmonitorsExactlyTheNamedCheck) {
  const NameCase& names = GetParam();
  std::string checks = file_check(names.name) + file_check("other");
  if (*names.looks_alike != '\0') checks += file_check(names.looks_alike);
  const RealMonit monit({.checks = checks});
  const auto client = client_of(monit);
  const Done done = client->act(Verb::unmonitor, {names.name}, kVersion);
  ASSERT_TRUE(done.ok()) << done.error().message;
  EXPECT_TRUE(eventually([&] { return !unmonitored(*client).empty(); }));
  EXPECT_THAT(unmonitored(*client), testing::ElementsAre(names.name));

  ASSERT_TRUE(client->act(Verb::monitor, {names.name}, kVersion).ok());
  EXPECT_TRUE(eventually([&] { return unmonitored(*client).empty(); }));
}

INSTANTIATE_TEST_SUITE_P(
    Names, MonitClientNames,
    testing::Values(NameCase{"a.b", "axb"}, NameCase{"c++", "ccc"}, NameCase{"p(x) y", "px y"},
                    NameCase{"dollar$x", ""}, NameCase{"caret^x", "the caret^x too"},
                    NameCase{"star*", "starrr"}, NameCase{"brack[1]", "brack1"},
                    NameCase{"brace{2}", "bracee"}, NameCase{"back\\slash", ""},
                    NameCase{"pipe|other", ""}, NameCase{"q?", "q"}, NameCase{"a b&c=d%41", ""},
                    NameCase{"with/slash", ""}, NameCase{"x", "xx"}, NameCase{"ü#;+", ""},
                    NameCase{"_doaction", ""}, NameCase{"lt<gt>&amp;", ""}));

}  // namespace
}  // namespace pkgmap
