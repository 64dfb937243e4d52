// Digests against known sums and coreutils.
#include "engine/packages/digest.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "engine/system/fd.hpp"
#include "tests/engine/packages/command.hpp"
#include "tests/engine/packages/temporary_directory.hpp"

namespace pkgmap {
namespace {

class DigestOf : public testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& content) const {
    const std::string path = temporary_.path() + "/" + name;
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  TemporaryDirectory temporary_;
};

TEST_F(DigestOf, KnowsTheSumsOfTheStandards) {
  const std::pair<Algorithm, const char*> rows[] = {
      {Algorithm::md5, "900150983cd24fb0d6963f7d28e17f72"},
      {Algorithm::sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"},
      {Algorithm::sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
  };
  const std::string path = file("abc", "abc");
  for (const auto& [algorithm, sum] : rows) EXPECT_EQ(*digest_of_file(path, algorithm), sum);
  EXPECT_EQ(*digest_of_file(file("empty", ""), Algorithm::md5), "d41d8cd98f00b204e9800998ecf8427e");
}

TEST_F(DigestOf, AgreesWithCoreutils) {
  std::string content;
  for (unsigned int i = 0; i < 300000; ++i) content += static_cast<char>(i * i >> 3);
  const std::string path = file("content", content);
  for (const Algorithm algorithm : kAlgorithms) {
    const std::string said = run_command({algorithm.name() + "sum", path}).out;
    EXPECT_EQ(*digest_of_file(path, algorithm), said.substr(0, said.find(' '))) << algorithm.name();
  }
}

TEST_F(DigestOf, FollowsALink) {
  const std::string path = file("abc", "abc");
  std::filesystem::create_symlink("abc", temporary_.path() + "/link");
  EXPECT_EQ(*digest_of_file(temporary_.path() + "/link", Algorithm::md5),
            *digest_of_file(path, Algorithm::md5));
}

TEST_F(DigestOf, ABigFileTakesLittleMemory) {
  const std::string path = file("sparse", "");
  std::filesystem::resize_file(path, std::uintmax_t{256} << 20);
  struct rusage before {};
  struct rusage after {};
  ::getrusage(RUSAGE_SELF, &before);
  // sha1sum of 256 MiB of zeros
  EXPECT_EQ(*digest_of_file(path, Algorithm::sha1), "7b91dbdc56c5781edf6c8847b4aa6965566c5c75");
  ::getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 16 * 1024) << "KiB";
}

TEST_F(DigestOf, ADescriptorIsReadFromItsBeginningAndKeepsItsPosition) {
  const Fd fd(::open(file("abc", "abc").c_str(), O_RDONLY | O_CLOEXEC));
  ASSERT_EQ(::lseek(fd.get(), 2, SEEK_SET), 2);
  EXPECT_EQ(*digest_of(fd.get(), Algorithm::md5), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(::lseek(fd.get(), 0, SEEK_CUR), 2);
}

TEST_F(DigestOf, WhatIsNoRegularFileIsRefusedAtOnce) {
  const std::string fifo = temporary_.path() + "/fifo";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  const std::string missing = temporary_.path() + "/missing";
  const std::pair<std::string, std::string> rows[] = {
      {fifo, "cannot read " + fifo + ": not a regular file"},
      {"/dev/zero", "cannot read /dev/zero: not a regular file"},
      {temporary_.path(), "cannot read " + temporary_.path() + ": Is a directory"},
      {missing, "cannot open " + missing + ": No such file or directory"},
  };
  for (const auto& [path, message] : rows) {
    const auto digest = digest_of_file(path, Algorithm::md5);
    ASSERT_FALSE(digest) << path;
    EXPECT_EQ(digest.error().message, message);
  }
}

TEST_F(DigestOf, AnUnknownAlgorithmIsAnError) {
  for (const char* algorithm : {"", "MD5", "crc32"}) {
    const auto digest = digest_of_file(file("abc", "abc"), Algorithm::called(algorithm));
    ASSERT_FALSE(digest);
    EXPECT_EQ(digest.error().message, std::string("unknown digest algorithm: ") + algorithm);
  }
}

TEST_F(DigestOf, PiecesAddUp) {
  Result<RunningDigest> digest = RunningDigest::start(Algorithm::sha1);
  ASSERT_TRUE(digest);
  digest->update("a", 1);
  digest->update("", 0);
  digest->update("bc", 2);
  EXPECT_EQ(digest->finish(), "a9993e364706816aba3e25717850c26c9cd0d89d");
  digest->update("more", 4);
  EXPECT_EQ(digest->finish(), "");
}

}  // namespace
}  // namespace pkgmap
