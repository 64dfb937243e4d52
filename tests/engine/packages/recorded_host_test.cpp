// The texts of a bundle: a member of another type than the program writes is damage.
#include "engine/recorded/recorded_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using testing::HasSubstr;

// Returns the texts of a bundle with one file, `from` in the manifest replaced by `to`.
Result<std::shared_ptr<const RecordedHost>> read_changed(const std::string& from,
                                                         const std::string& to) {
  RecordedHost host;
  host.control_file = "/etc/monitrc";
  host.files.push_back({"/opt/x", FileType::regular, 7, {{Algorithm::sha256, "abc"}}});
  std::string text = manifest_of(host);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << text;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return read_manifest(text, package_list_of({}));
}

TEST(RecordedHost, IsReadAsItWasWritten) {
  const auto read = read_changed("/opt/x", "/opt/y");
  ASSERT_TRUE(read) << read.error().message;
  const RecordedFile& file = (*read)->files.at(0);
  EXPECT_EQ(file.path, "/opt/y");
  EXPECT_EQ(file.digests.at(Algorithm::sha256), "abc");
}

TEST(RecordedHost, HasNoMemberOfAnotherType) {
  for (const char* const other : {"7", "[]", "true", "{}", "null"}) {
    const auto digest = read_changed("\"abc\"", other);
    ASSERT_FALSE(digest) << other;
    EXPECT_THAT(digest.error().message, HasSubstr("is damaged")) << other;
  }
  for (const char* const other : {"7", "[]", "true", "{}"}) {
    EXPECT_FALSE(read_changed("\"/opt/x\"", other)) << other;
  }
}

}  // namespace
}  // namespace pkgmap
