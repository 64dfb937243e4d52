#include "engine/facts/monit_log.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

class MonitsLog : public testing::Test {
 protected:
  MonitsLog() { std::ofstream(path_) << "one\ntwo\n"; }

  test::TemporaryDirectory directory_;
  std::string path_ = directory_.file("monit.log");
};

TEST_F(MonitsLog, IsReadFromWhereSomebodyBeganToListen) {
  const auto now = read_monit_log(path_, std::nullopt);
  ASSERT_TRUE(now);
  EXPECT_EQ(now->size, 8);
  EXPECT_EQ(now->text, "");
  EXPECT_EQ(read_monit_log(path_, 4)->text, "two\n");
  EXPECT_EQ(read_monit_log(path_, 8)->text, "");
  EXPECT_FALSE(read_monit_log(path_, 9));
}

TEST_F(MonitsLog, SaysNothingIfOthersCanWriteIt) {
  ASSERT_EQ(::chmod(path_.c_str(), 0666), 0);
  EXPECT_FALSE(read_monit_log(path_, 0));
}

TEST_F(MonitsLog, SaysNothingIfOthersCanReplaceIt) {
  const std::string below = directory_.file("everybodys");
  ASSERT_EQ(::mkdir(below.c_str(), 0777), 0);
  ASSERT_EQ(::chmod(below.c_str(), 0777), 0);
  std::ofstream(below + "/monit.log") << "one\n";
  EXPECT_FALSE(read_monit_log(below + "/monit.log", 0));
}

TEST_F(MonitsLog, IsNoFifoAndNoMissingFile) {
  const std::string fifo = directory_.file("fifo");
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_FALSE(read_monit_log(fifo, 0));
  EXPECT_FALSE(read_monit_log(directory_.file("none"), 0));
  EXPECT_FALSE(read_monit_log("", 0));
}

TEST_F(MonitsLog, IsNotReadIfItHasGrownByMoreThanFourMebibytes) {
  ASSERT_EQ(::truncate(path_.c_str(), (4 << 20) + 1), 0);
  EXPECT_FALSE(read_monit_log(path_, 0));
  EXPECT_TRUE(read_monit_log(path_, 1));
}

}  // namespace
}  // namespace pkgmap
