// Answers of the confined programs that a fuzzer found, and where it begins: fixtures/fuzz/answers.
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tests/fuzz/answers.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

TEST(FuzzInputs, OfAnswersReplay) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(PKGMAP_SOURCE_DIR) +
                                                               "/fixtures/fuzz/answers")) {
    const std::string bytes = test::read_file(entry.path());
    EXPECT_NO_THROW(fuzz::answers(bytes)) << entry.path();
    for (std::size_t size = 0; size < bytes.size(); size += 3) {
      EXPECT_NO_THROW(fuzz::answers(bytes.substr(0, size))) << entry.path() << " to " << size;
    }
    ++count;
  }
  EXPECT_GE(count, 4);
}

}  // namespace
}  // namespace pkgmap
