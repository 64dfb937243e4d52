// Texts and packages of Debian that a fuzzer found, where it begins, and damaged ones:
// fixtures/fuzz/deb822, fixtures/fuzz/link_group, fixtures/fuzz/deb_file.
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tests/fuzz/debian.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

void replay(const std::string& name, void (*target)(std::string_view)) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(PKGMAP_SOURCE_DIR) +
                                                               "/fixtures/fuzz/" + name)) {
    const std::string bytes = test::read_file(entry.path());
    EXPECT_NO_THROW(target(bytes)) << entry.path();
    const std::size_t step = bytes.size() / 24 + 1;
    for (std::size_t size = 0; size < bytes.size(); size += step) {
      EXPECT_NO_THROW(target(bytes.substr(0, size))) << entry.path() << " to " << size;
      std::string other = bytes;
      other[size] = static_cast<char>(other[size] ^ 0x55);
      EXPECT_NO_THROW(target(other)) << entry.path() << " with another byte at " << size;
    }
    ++count;
  }
  EXPECT_GE(count, 2);
}

TEST(FuzzInputs, OfDeb822Replay) {
  replay("deb822", fuzz::deb822);
}

TEST(FuzzInputs, OfLinkGroupsReplay) {
  replay("link_group", fuzz::link_group);
}

TEST(FuzzInputs, OfDebFilesReplay) {
  replay("deb_file", fuzz::deb_file);
}

}  // namespace
}  // namespace pkgmap
