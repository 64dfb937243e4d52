// The real payload program: its answer compared with the headers, and its confinement.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <map>
#include <random>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/fd.hpp"
#include "parsers/json/json.hpp"
#include "tests/engine/packages/command.hpp"
#include "tests/engine/packages/fixture_database.hpp"

namespace pkgmap {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kPayloadProgram = PKGMAP_PAYLOAD_PROGRAM;

struct Listing {
  std::map<std::string, Json> entries;
  bool whole = false;
  std::int64_t count = -1;
};

Listing listing_of(const CommandResult& said) {
  Listing listing;
  for (const std::string& line : lines_of(said.out)) {
    EXPECT_FALSE(listing.whole) << "something after the end: " << line;
    const auto json = Json::parse(line);
    if (!json) {
      ADD_FAILURE() << line;
    } else if ((*json)["end"].boolean().value_or(false)) {
      listing.whole = true;
      listing.count = (*json)["entries"].integer().value_or(-1);
    } else {
      listing.entries[(*json)["path"].string_or("")] = *json;
    }
  }
  return listing;
}

class Payload : public testing::Test {
 protected:
  CommandResult run_on(const std::string& bytes) const {
    const std::string path = temporary_.path() + "/input";
    std::ofstream(path, std::ios::binary) << bytes;
    return run_command({kPayloadProgram}, path);
  }
  TemporaryDirectory temporary_;
};

TEST_F(Payload, ListsEveryEntryWithAllDigests) {
  const CommandResult said = run_command({kPayloadProgram}, fixture_package("alpha-1.0-1.noarch"));
  EXPECT_EQ(said.status, 0) << said.err;
  EXPECT_EQ(said.err, "");
  const Listing listing = listing_of(said);
  EXPECT_TRUE(listing.whole);
  EXPECT_EQ(listing.count, static_cast<std::int64_t>(listing.entries.size()));
  const Json& daemon = listing.entries.at("/usr/sbin/alphad");
  EXPECT_EQ(daemon["mode"].integer(), 0100755);
  EXPECT_EQ(daemon["size"].integer(), 11);
  // md5sum and sha1sum of "daemon 1.0\n"
  EXPECT_EQ(daemon["digests"]["md5"].string(), "6b58af82ba8eca17f6a2e3de43dc26c8");
  EXPECT_EQ(daemon["digests"]["sha1"].string(), "b7a367dca015ea5d031c30d74f5fe7f1230f1dc7");
  EXPECT_EQ(listing.entries.at("/usr/bin/alpha")["digests"].members().size(), 0U);
  EXPECT_EQ(listing.entries.at("/etc/alpha")["mode"].integer(), 040755);
}

TEST_F(Payload, EveryNameOfAHardLinkHasTheContent) {
  const Listing listing =
      listing_of(run_command({kPayloadProgram}, fixture_package("alpha-2.0-1.noarch")));
  for (const char* name : {"one", "two", "three"}) {
    const Json& entry = listing.entries.at(std::string("/usr/share/alpha/") + name);
    EXPECT_EQ(entry["size"].integer(), 7) << name;
    // md5sum of "linked\n"
    EXPECT_EQ(entry["digests"]["md5"].string(), "6ece9c90593655f879aebee89749f228") << name;
  }
}

TEST_F(Payload, AgreesWithTheHeaderOfEveryPackage) {
  const DatabaseCopy copy;
  const auto database = copy.open();
  int whole = 0;
  for (const std::string& path : all_package_files()) {
    const auto package = database->read_package_file(path);
    const CommandResult said = run_command({kPayloadProgram}, path);
    const Listing listing = listing_of(said);
    EXPECT_EQ(said.status, listing.whole ? 0 : 1) << path << ": " << said.err;
    EXPECT_EQ(said.err.empty(), listing.whole) << path;
    if (!listing.whole) continue;
    ++whole;
    for (const FileEntry& file : package->files) {
      if (file.ghost) continue;
      ASSERT_TRUE(listing.entries.contains(file.path)) << path << ": " << file.path;
      const Json& entry = listing.entries.at(file.path);
      EXPECT_EQ(entry["mode"].integer(), file.mode) << file.path;
      if (!file.digest.known()) continue;
      EXPECT_EQ(entry["size"].integer(), static_cast<std::int64_t>(file.size)) << file.path;
      EXPECT_EQ(entry["digests"][file.digest.algorithm.name()].string(), file.digest.value)
          << file.path;
    }
  }
  EXPECT_GE(whole, 5);
}

TEST_F(Payload, WhatIsNoPackageIsAnError) {
  for (const std::string& bytes :
       {std::string(), std::string("x"), std::string("\xed\xab\xee"),
        std::string("070701") + std::string(104, '0'), std::string(100000, '\0')}) {
    const CommandResult said = run_on(bytes);
    EXPECT_EQ(said.status, 1);
    EXPECT_EQ(said.out, "");
    EXPECT_EQ(said.err,
              "monit-pkgmap-payload: cannot unpack the payload: it is not an rpm package\n");
  }
}

TEST_F(Payload, ATruncatedPayloadHasNoEnd) {
  const std::string whole = contents(fixture_package("alpha-1.0-1.noarch"));
  for (const std::size_t cut : {1U, 20U, 200U}) {
    const CommandResult said = run_on(whole.substr(0, whole.size() - cut));
    EXPECT_EQ(said.status, 1) << cut;
    EXPECT_THAT(said.err, HasSubstr("monit-pkgmap-payload: cannot unpack the payload: "));
    EXPECT_FALSE(listing_of(said).whole);
  }
}

// Errors and answers come through one pipe.
TEST_F(Payload, OnlyTheProgramSaysWhatIsWrong) {
  const std::string whole = contents(fixture_package("alpha-1.0-1.noarch"));
  for (std::size_t length = 4; length < whole.size(); length += 251) {
    const CommandResult said = run_on(whole.substr(0, length));
    EXPECT_EQ(said.status, 1) << length;
    EXPECT_EQ(lines_of(said.err).size(), 1U) << length << ": " << said.err;
  }
}

TEST_F(Payload, DamagedBytesAreAnErrorOrAnAnswerAndNoCrash) {
  std::mt19937 random(515);
  const std::vector<std::string> paths = all_package_files();
  for (int round = 0; round < 150; ++round) {
    std::string bytes = contents(paths[static_cast<std::size_t>(round) % paths.size()]);
    for (std::size_t i = 0; i < 1 + random() % 32; ++i) {
      bytes[4 + random() % (bytes.size() - 4)] = static_cast<char>(random());
    }
    const CommandResult said = run_on(bytes);
    EXPECT_TRUE(said.status == 0 || said.status == 1) << round << ": " << said.status;
    EXPECT_EQ(listing_of(said).whole, said.status == 0) << round;
  }
}

// Returns the value of a field such as "Seccomp" in a text such as /proc/PID/status.
std::string field(const std::string& text, const std::string& name) {
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with(name)) return line.substr(name.size());
  }
  return {};
}

TEST_F(Payload, IsConfinedBeforeItReads) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const Fd read_end(ends[0]);
  Fd write_end(ends[1]);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    ::dup2(read_end.get(), 0);
    ::dup2(::open("/dev/null", O_WRONLY), 1);
    ::dup2(1, 2);
    ::execl(kPayloadProgram, kPayloadProgram, nullptr);
    ::_exit(127);
  }
  const std::string proc = "/proc/" + std::to_string(child) + "/";
  std::string status;
#if defined(__SANITIZE_ADDRESS__)
  const std::pair<std::string, std::string> last{"NoNewPrivs:\t", "1"};
#else
  const std::pair<std::string, std::string> last{"Seccomp:\t", "2"};
#endif
  for (int i = 0; i < 3000 && field(status, last.first) != last.second; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    status = contents(proc + "status");
  }
  const std::string limits = contents(proc + "limits");
  EXPECT_EQ(field(status, last.first), last.second);
  EXPECT_EQ(field(status, "NoNewPrivs:\t"), "1");
  EXPECT_THAT(field(limits, "Max cpu time"), HasSubstr(" 60 "));
  EXPECT_THAT(field(limits, "Max file size"), HasSubstr(" 0 "));
  EXPECT_THAT(field(limits, "Max open files"), HasSubstr(" 8 "));
#if !defined(__SANITIZE_ADDRESS__)
  EXPECT_THAT(field(limits, "Max address space"), HasSubstr(" 536870912 "));
#endif
  write_end.reset();
  int ended = 0;
  ::waitpid(child, &ended, 0);
  EXPECT_TRUE(WIFEXITED(ended) && WEXITSTATUS(ended) == 1);
}

TEST_F(Payload, OnlyThePayloadProgramIsLinkedWithLibarchive) {
  const auto needed = [](const char* program) {
    const CommandResult said = run_command({"readelf", "--dynamic", "--wide", program});
    EXPECT_EQ(said.status, 0) << said.err;
    return said.out;
  };
  EXPECT_THAT(needed(kPayloadProgram), HasSubstr("[libarchive.so"));
  EXPECT_THAT(needed(PKGMAP_MAIN_PROGRAM), Not(HasSubstr("[libarchive.so")));
  EXPECT_THAT(needed(PKGMAP_MAIN_PROGRAM), HasSubstr("[libc.so"));
  // No library of the main program needs libarchive either.
  EXPECT_THAT(run_command({"ldd", PKGMAP_MAIN_PROGRAM}).out, Not(HasSubstr("libarchive.so")));
}

}  // namespace
}  // namespace pkgmap
