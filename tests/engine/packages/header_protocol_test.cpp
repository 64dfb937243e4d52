// The protocol between the program and its reader of headers: an answer that was encoded is decoded
// as it was, and every other message is refused.
#include "engine/packages/header_protocol.hpp"

#include <functional>
#include <random>

#include <gtest/gtest.h>

namespace pkgmap::headers {
namespace {

using PackageFile = PackageDatabase::PackageFile;

PackageFile example_header() {
  PackageFile package;
  package.package.nevra = {"alpha", "3", "1.0", "2.el9", "noarch"};
  FileEntry daemon;
  daemon.path = "/usr/sbin/alphad";
  daemon.mode = 0100755;
  daemon.digest = {Algorithm::sha256, std::string(64, 'a')};
  daemon.user = "root";
  daemon.group = "wheel";
  daemon.size = std::uint64_t{5} << 32U;
  daemon.modified = -1;
  FileEntry link;
  link.path = "/etc/\xff\n";
  link.mode = 0120777;
  link.config = true;
  link.noreplace = true;
  link.link_target = "../x";
  FileEntry ghost;
  ghost.path = "/run/x";
  ghost.ghost = true;
  ghost.content_verified = false;
  package.files = {daemon, link, ghost};
  package.obsoletes = {{"old", "2-1", 2}, {"older", "", 0}};
  package.offers = {
      {"/usr/bin/java", "/usr/lib/jvm/8/bin/java", "java", "/usr/lib/jvm/8/bin/java", -7}};
  return package;
}

std::string with(const std::function<void(PackageFile&)>& change) {
  PackageFile package = example_header();
  change(package);
  return encode(package);
}

std::string refusal_in(const std::string& bytes) {
  const auto answer = decode_answer(bytes);
  const auto* refusal = answer ? std::get_if<Refusal>(&*answer) : nullptr;
  return refusal ? refusal->why : "";
}

TEST(HeaderProtocol, APackageComesBackAsItWas) {
  const auto answer = decode_answer(encode(example_header()));
  ASSERT_TRUE(answer);
  const auto& package = std::get<PackageFile>(*answer);
  EXPECT_EQ(package.package.nevra, example_header().package.nevra);
  EXPECT_EQ(package.package.instance, 0U);
  ASSERT_EQ(package.files.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    const FileEntry& file = package.files[i];
    const FileEntry expected = example_header().files[i];
    EXPECT_EQ(file.path, expected.path);
    EXPECT_EQ(file.mode, expected.mode);
    EXPECT_EQ(file.config, expected.config);
    EXPECT_EQ(file.noreplace, expected.noreplace);
    EXPECT_EQ(file.ghost, expected.ghost);
    EXPECT_EQ(file.content_verified, expected.content_verified);
    EXPECT_EQ(file.digest, expected.digest);
    EXPECT_EQ(file.link_target, expected.link_target);
    EXPECT_EQ(file.user, expected.user);
    EXPECT_EQ(file.group, expected.group);
    EXPECT_EQ(file.size, expected.size);
    EXPECT_EQ(file.modified, expected.modified);
  }
  ASSERT_EQ(package.obsoletes.size(), 2U);
  EXPECT_EQ(package.obsoletes[0].name, "old");
  EXPECT_EQ(package.obsoletes[0].evr, "2-1");
  EXPECT_EQ(package.obsoletes[0].sense, 2U);
  EXPECT_EQ(package.obsoletes[1].evr, "");
  ASSERT_EQ(package.offers.size(), 1U);
  EXPECT_EQ(package.offers[0].link, "/usr/bin/java");
  EXPECT_EQ(package.offers[0].leader, "java");
  EXPECT_EQ(package.offers[0].priority, -7);
}

TEST(HeaderProtocol, RequestsComeBackAsTheyWere) {
  const FileFilter wanted{{"a", "b c", "\xff"}, {"run"}};
  const auto filter = decode_request(encode(Filter{wanted}));
  ASSERT_TRUE(filter);
  EXPECT_EQ(std::get<Filter>(*filter).files, wanted);
  EXPECT_TRUE(decode_request(encode(Filter{})));
  for (const bool wanted_only : {false, true}) {
    const auto read = decode_request(encode(Read{wanted_only}));
    ASSERT_TRUE(read);
    EXPECT_EQ(std::get<Read>(*read).wanted_only, wanted_only);
  }
}

TEST(HeaderProtocol, ARefusalIsOneLineForPeople) {
  EXPECT_EQ(refusal_in(encode(Refusal{"is damaged:\x1b[2J\nx"})), "is damaged:?[2J?x");
  EXPECT_EQ(refusal_in(encode(Refusal{std::string(9999, 'x')})), std::string(500, 'x'));
}

TEST(HeaderProtocol, WhatNoHeaderCanHoldIsNotSaid) {
  const std::string why = "is damaged: its header exceeds the limits of a package";
  for (const std::string& bytes : {
           with([](auto& package) { package.package.nevra.name.clear(); }),
           with([](auto& package) { package.package.nevra.epoch = "-1"; }),
           with([](auto& package) { package.package.nevra.version = std::string(1, '\0'); }),
           with([](auto& package) { package.files[0].path.clear(); }),
           with([](auto& package) { package.files[0].path = std::string(20000, 'x'); }),
           with([](auto& package) { package.files[0].mode = 0x10000; }),
           with([](auto& package) { package.files[0].noreplace = true; }),
           with([](auto& package) { package.files[0].digest.value.pop_back(); }),
           with([](auto& package) { package.files[0].digest.value[0] = 'G'; }),
           with([](auto& package) {
             package.files[0].digest.algorithm = Algorithm::called("crc32");
           }),
           with([](auto& package) { package.files[0].digest.algorithm = Algorithm::none; }),
           with([](auto& package) { package.files.resize(kMostFiles + 1, package.files[2]); }),
       }) {
    EXPECT_EQ(refusal_in(bytes), why);
  }
}

TEST(HeaderProtocol, ATextThatIsCutOffOrHasMoreIsNothing) {
  for (const std::string& whole : {encode(example_header()), encode(Refusal{"is damaged"})}) {
    for (std::size_t size = 0; size < whole.size(); ++size) {
      EXPECT_FALSE(decode_answer(whole.substr(0, size))) << size;
    }
    EXPECT_FALSE(decode_answer(whole + '\0'));
  }
  for (const std::string& whole : {encode(Filter{{{"one", "two"}, {}}}), encode(Read{true})}) {
    EXPECT_TRUE(decode_request(whole));
    EXPECT_FALSE(decode_request(whole + '\0'));
    EXPECT_FALSE(decode_request(whole.substr(0, whole.size() - 1)));
  }
  EXPECT_FALSE(decode_request(""));
}

TEST(HeaderProtocol, AbsurdCountsCostNothing) {
  std::string bytes = encode(example_header());
  const std::string head = "p" + std::string("\1\0\0\0x", 5) + std::string(16, '\0');
  EXPECT_TRUE(decode_answer(head + std::string(12, '\0')));
  EXPECT_FALSE(decode_answer(head + std::string(8, '\0') + std::string("\xff\xff\xff\xff", 4)));
  EXPECT_FALSE(decode_answer(head + std::string(4, '\0') + std::string("\xff\xff\xff\xff", 4)));
  EXPECT_FALSE(decode_answer(head + std::string("\xff\xff\xff\xff", 4)));
  EXPECT_FALSE(decode_answer(head + std::string("\xe0\x93\x04\0", 4)));  // A count of 300,000.
  EXPECT_FALSE(decode_answer("e" + std::string("\xff\xff\xff\x7f", 4)));
  EXPECT_FALSE(decode_request("f" + std::string("\xff\xff\xff\xff", 4)));
}

TEST(HeaderProtocol, ChangedBytesAreNothingOrAnAnswerThatHoldsTogether) {
  std::mt19937 random(1729);
  const std::string whole = encode(example_header());
  int refused = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = whole;
    for (std::size_t i = 0; i < 1 + random() % 4; ++i) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    const auto answer = decode_answer(bytes);
    if (!answer) {
      ++refused;
    } else if (const auto* package = std::get_if<PackageFile>(&*answer)) {
      EXPECT_TRUE(decode_answer(encode(*package)));
    }
  }
  EXPECT_GT(refused, 5000);
}

}  // namespace
}  // namespace pkgmap::headers
