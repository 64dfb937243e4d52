// The paths of substitute checks, as the real monit reads them.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/system/process/process.hpp"
#include "rules/substitute.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

// Returns what `monit -t -v` lists as the path of this check, with the rest of the listing.
std::string listed_path(const std::string& listing, const std::string& check) {
  const std::size_t name = listing.find("= " + check + "\n");
  const std::size_t value = name == std::string::npos ? name : listing.find(" = ", name);
  return value == std::string::npos ? listing : listing.substr(value + 3);
}

TEST(SubstituteChecks, HaveTheirPathsForMonitWhateverTheBytes) {
  const std::vector<std::string> paths = {
      "/usr/sbin/sshd", "/a b",     "/it's", "/say \"b\"", "/it's \"b\"",
      "/a\nb",          "/a\tb",    "/a\\b", "/a\\nb",     "/a\\",
      "/a\\\"",         "/caf\xE9", "/a#b",  "/a\\0x41",   std::string("/a\x7f") + "b"};
  std::vector<rules::SubstituteCheck> checks;
  for (const std::string& path : paths) {
    checks.emplace_back();
    checks.back().name = "drift_" + std::to_string(checks.size());
    checks.back().path = path;
  }
  const test::TemporaryDirectory directory;
  std::string text = rules::text_of(checks);
  for (const char* file : {"id", "state", "pid"}) {
    text += "set " + std::string(file) + "file " + directory.file(file) + "\n";
  }
  const std::string control_file = directory.write("monitrc", text, 0600);
  const auto said = run_process({"/usr/bin/monit", "-t", "-v", "-c", control_file});
  ASSERT_TRUE(said.ok() && said->succeeded()) << (said ? said->output : said.error().message);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const std::string path = listed_path(said->output, checks[i].name.text());
    EXPECT_EQ(path.substr(0, path.find("\n Monitoring")), paths[i]);
  }
}

}  // namespace
}  // namespace pkgmap
