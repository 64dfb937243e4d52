// Reading and writing whole texts: pieces, limits, errors.
#include "engine/system/io.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

#include <gtest/gtest.h>

#include "engine/system/fd.hpp"

namespace pkgmap {
namespace {

struct Pipe {
  Pipe() {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    reading = Fd(ends[0]);
    writing = Fd(ends[1]);
  }
  Fd reading;
  Fd writing;
};

TEST(WholeText, ComesInWhateverPieces) {
  const std::string text(300000, 'x');
  Pipe pipe;
  std::thread writer([&] {
    EXPECT_TRUE(write_all(pipe.writing.get(), text));
    pipe.writing = Fd();
  });
  EXPECT_EQ(read_to_end(pipe.reading.get(), text.size()), text);
  writer.join();
}

TEST(WholeText, IsReadToJustBeyondItsLimit) {
  Pipe pipe;
  EXPECT_TRUE(write_all(pipe.writing.get(), "0123456789"));
  EXPECT_EQ(read_to_end(pipe.reading.get(), 3), "0123");
  EXPECT_EQ(read_to_end(pipe.reading.get(), 0), "4");
}

TEST(WholeText, AnEmptyOneIsWritten) {
  Pipe pipe;
  EXPECT_TRUE(write_all(pipe.writing.get(), ""));
  pipe.writing = Fd();
  EXPECT_EQ(read_to_end(pipe.reading.get(), 10), "");
}

TEST(WholeText, AnErrorIsLeftInErrno) {
  EXPECT_EQ(read_to_end(-1, 10), std::nullopt);
  EXPECT_EQ(errno, EBADF);
  EXPECT_FALSE(write_all(-1, "x"));
  EXPECT_EQ(errno, EBADF);
}

}  // namespace
}  // namespace pkgmap
