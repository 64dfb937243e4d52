// The side of the main program in reading headers: against the real reader, which serves many
// files, and against readers that behave badly.
#include "engine/packages/confined_headers.hpp"

#include <unistd.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/process/proc.hpp"
#include "tests/engine/packages/fixture_database.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class ForHeaders : public testing::Test {
 protected:
  // Makes a reader that counts its starts, and runs `text` for each message, `request`.
  std::string program(const std::string& text) {
    return directory_.write("reader",
                            "#!/usr/bin/python3\nimport os, socket, sys, time\n"
                            "open('" +
                                directory_.file("starts") +
                                "', 'a').write('x')\n"
                                "s = socket.socket(fileno=0)\n"
                                "def answer(t): s.sendall(len(t).to_bytes(4, 'little') + t)\n"
                                "PACKAGE = b'p\\x01\\0\\0\\0x' + bytes(16) + bytes(12)\n"
                                "while True:\n"
                                "  size = int.from_bytes(s.recv(4, socket.MSG_WAITALL), 'little')\n"
                                "  request = s.recv(size, socket.MSG_WAITALL)\n"
                                "  if not request: break\n" +
                                text,
                            0755);
  }
  std::size_t starts() const { return test::read_file(directory_.file("starts")).size(); }
  std::string message(ConfinedHeaders& headers, const std::string& path,
                      const FileFilter* only = nullptr) {
    const auto package = headers.read(path, only);
    return package ? "" : package.error().message;
  }

  test::TemporaryDirectory directory_;
  const std::string rpm_ = fixture_package("alpha-1.0-1.noarch");
};

TEST_F(ForHeaders, OneProcessReadsAllFiles) {
  ConfinedHeaders headers(PKGMAP_HEADERS_PROGRAM);
  EXPECT_THAT(children_of(::getpid()), SizeIs(0));
  const FileFilter names{{"alphad"}, {}};
  for (int round = 0; round < 3; ++round) {
    for (const std::string& path : all_package_files()) {
      const auto all = headers.read(path, nullptr);
      ASSERT_TRUE(all) << all.error().message;
      const auto some = headers.read(path, &names);
      ASSERT_TRUE(some) << some.error().message;
      EXPECT_LE(some->files.size(), all->files.size());
    }
  }
  EXPECT_THAT(children_of(::getpid()), SizeIs(1));
}

TEST_F(ForHeaders, TheProcessThatWasStartedAheadReadsTheFiles) {
  const std::string libexec = std::filesystem::path(PKGMAP_HEADERS_PROGRAM).parent_path();
  const auto reader = start_reader({"/", {}, false, libexec, rules::PackageSystem::rpm});
  const auto ahead = children_of(::getpid());
  EXPECT_THAT(ahead, SizeIs(1));
  EXPECT_EQ(message(*reader, rpm_), "");
  EXPECT_EQ(children_of(::getpid()), ahead);
}

TEST_F(ForHeaders, AReaderThatCannotBeStartedAheadSaysSoOfEachFile) {
  const auto reader =
      start_reader({"/", {}, false, "/no/such/directory", rules::PackageSystem::rpm});
  EXPECT_THAT(message(*reader, rpm_), HasSubstr("cannot run /no/such/directory/"));
}

TEST_F(ForHeaders, AnotherSetOfNamesCountsFromTheNextFileOn) {
  ConfinedHeaders headers(PKGMAP_HEADERS_PROGRAM);
  for (const std::string name : {"alphad", "alpha.conf", "nothing", "alphad"}) {
    const FileFilter names{{name}, {}};
    const auto package = headers.read(rpm_, &names);
    ASSERT_TRUE(package);
    EXPECT_THAT(package->files, SizeIs(name == "nothing" ? 0 : 1)) << name;
  }
}

TEST_F(ForHeaders, TheProcessIsConfined) {
  ConfinedHeaders headers(PKGMAP_HEADERS_PROGRAM);
  ASSERT_TRUE(headers.read(rpm_, nullptr));
  const std::vector<int> children = children_of(::getpid());
  ASSERT_THAT(children, SizeIs(1));
  const std::string proc = "/proc/" + std::to_string(children.front());
  const std::string status = test::read_file(proc + "/status");
  const std::string limits = test::read_file(proc + "/limits");
  EXPECT_THAT(status, HasSubstr("NoNewPrivs:\t1"));
  EXPECT_THAT(limits, testing::ContainsRegex("Max file size +0 "));
  EXPECT_THAT(limits, testing::ContainsRegex("Max open files +8 "));
#if !defined(__SANITIZE_ADDRESS__)
  EXPECT_THAT(status, HasSubstr("Seccomp:\t2"));
  EXPECT_THAT(limits, testing::ContainsRegex("Max address space +536870912 "));
#endif
}

TEST_F(ForHeaders, WhatDiesOfAFileIsReplacedBehindIt) {
  const std::string bad = directory_.write("bad.rpm", "bad");
  const std::string good = directory_.write("good.rpm", "good");
  ConfinedHeaders headers(
      directory_.write("reader",
                       "#!/usr/bin/python3\nimport os, socket\n"
                       "open('" +
                           directory_.file("starts") +
                           "', 'a').write('x')\n"
                           "s = socket.socket(fileno=0)\n"
                           "PACKAGE = b'p\\x01\\0\\0\\0x' + bytes(16) + bytes(12)\n"
                           "while True:\n"
                           "  head, fds, flags, peer = socket.recv_fds(s, 4, 1)\n"
                           "  if not head: break\n"
                           "  s.recv(int.from_bytes(head, 'little'))\n"
                           "  if os.read(fds[0], 9) == b'bad': os.kill(os.getpid(), 11)\n"
                           "  s.sendall(len(PACKAGE).to_bytes(4, 'little') + PACKAGE)\n",
                       0755));
  const std::string died =
      "the header of " + bad + " was not read: reader died while reading it (signal 11)";
  EXPECT_EQ(message(headers, good), "");
  EXPECT_EQ(starts(), 1U);
  // A new reader is asked once more, since an earlier file may be the cause of the death.
  EXPECT_EQ(message(headers, bad), died);
  EXPECT_EQ(starts(), 2U);
  EXPECT_EQ(message(headers, good), "");
  EXPECT_EQ(starts(), 3U);
}

TEST_F(ForHeaders, ADeathThatTheFileIsNotToBlameForIsMadeGood) {
  ConfinedHeaders headers(program("  answer(PACKAGE)\n  sys.exit(0)\n"));
  EXPECT_EQ(message(headers, rpm_), "");
  EXPECT_EQ(message(headers, rpm_), "");
  EXPECT_EQ(starts(), 2U);
}

TEST_F(ForHeaders, AnswersThatMakeNoSenseAreErrors) {
  const std::string nonsense =
      "the header of " + rpm_ + " was not read: reader gave an invalid answer";
  for (const char* text : {
           "  answer(b'')\n",
           "  answer(b'hello')\n",
           "  answer(PACKAGE + b'x')\n",
           "  answer(b'e' + bytes(4))\n",
           "  s.sendall(b'\\xff\\xff\\xff\\xff')\n",
       }) {
    ConfinedHeaders headers(program(text));
    EXPECT_EQ(message(headers, rpm_), nonsense) << text;
  }
}

TEST_F(ForHeaders, FilesThatNobodyAskedForAreNonsense) {
  ConfinedHeaders headers(program(
      "  if request[0:1] == b'r':\n"
      "    answer(PACKAGE[:-12] + b'\\1\\0\\0\\0' + b'\\2\\0\\0\\0/x' + bytes(5) + bytes(20) "
      "+ bytes(24))\n"));
  EXPECT_EQ(message(headers, rpm_), "");
  const FileFilter wanted{{"x"}, {}};
  EXPECT_EQ(message(headers, rpm_, &wanted), "");
  const FileFilter other{{"y"}, {}};
  EXPECT_THAT(message(headers, rpm_, &other), HasSubstr("gave an invalid answer"));
}

TEST_F(ForHeaders, AProgramThatIsNotThereIsSaidForEachFile) {
  ConfinedHeaders headers("/no/such/program");
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(message(headers, rpm_),
              "the header of " + rpm_ +
                  " was not read: cannot run /no/such/program: No such file or directory");
  }
}

TEST_F(ForHeaders, OneThatAlwaysDiesIsGivenUp) {
  ConfinedHeaders headers("/bin/false");
  for (int round = 0; round <= 100; ++round) {
    EXPECT_THAT(message(headers, rpm_), HasSubstr("died while reading it (exit status 1)"));
  }
  EXPECT_THAT(message(headers, rpm_),
              HasSubstr("too many packages of this transaction could not be read"));
}

}  // namespace
}  // namespace pkgmap
