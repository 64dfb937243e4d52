// Sums of files in a payload, by the confined program: also of payloads that only librpm reads.
#include "engine/packages/payload_digests.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/packages/command.hpp"
#include "tests/engine/packages/fixture_database.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kDigestsProgram = PKGMAP_PAYLOAD_PROGRAM;

TEST(PayloadDigests, AreThoseOfTheFilesThatAreAskedFor) {
  const auto digests = payload_digests(kDigestsProgram, fixture_package("alpha-1.0-1.noarch"),
                                       {"/usr/sbin/alphad", "/no/such/file", "/etc/alpha"});
  ASSERT_TRUE(digests.ok()) << digests.error().message;
  // md5sum and sha1sum of "daemon 1.0\n"
  EXPECT_EQ(digests->at("/usr/sbin/alphad").at(Algorithm::md5), "6b58af82ba8eca17f6a2e3de43dc26c8");
  EXPECT_EQ(digests->at("/usr/sbin/alphad").at(Algorithm::sha1),
            "b7a367dca015ea5d031c30d74f5fe7f1230f1dc7");
  EXPECT_THAT(digests->at("/etc/alpha"), IsEmpty());
  EXPECT_FALSE(digests->contains("/no/such/file"));
}

TEST(PayloadDigests, WhatIsNoPackageIsSaid) {
  const test::TemporaryDirectory directory;
  const auto said = [&](const std::string& path) {
    const auto digests = payload_digests(kDigestsProgram, path, {"/x"});
    return digests ? "" : digests.error().message;
  };
  EXPECT_THAT(said(directory.write("x.rpm", "no package")), HasSubstr("it is not an rpm package"));
  EXPECT_THAT(said(directory.file("gone.rpm")), HasSubstr("No such file or directory"));
  EXPECT_THAT(said(directory.path()), HasSubstr("it is a directory"));
}

TEST(PayloadDigests, AProgramThatIsNotThereIsSaid) {
  const auto digests =
      payload_digests("/no/such/program", fixture_package("alpha-1.0-1.noarch"), {"/x"});
  ASSERT_FALSE(digests.ok());
  EXPECT_THAT(digests.error().message, HasSubstr("/no/such/program"));
}

TEST(PayloadDigests, AnAnswerThatIsNotWholeIsNone) {
  const test::TemporaryDirectory directory;
  const std::string script =
      directory.write("payload",
                      "#!/bin/sh\necho '{\"path\":\"/x\",\"digests\":{\"md5\":\"" +
                          std::string(32, '0') + "\"}}'\n",
                      0755);
  const auto digests = payload_digests(script, fixture_package("alpha-1.0-1.noarch"), {"/x"});
  ASSERT_FALSE(digests.ok());
  EXPECT_THAT(digests.error().message, HasSubstr("monit-pkgmap-payload gave no answer"));
}

TEST(PayloadDigests, OnlyAnswersOfTheRightFormCount) {
  const std::string sum(32, 'a');
  const std::string good = R"({"path":"/x","mode":1,"size":2,"digests":{"md5":")" + sum + "\"}}\n";
  const std::string end = "{\"end\":true,\"entries\":1}\n";
  const PayloadAnswer answer = payload_answer(good + end, {"/x"});
  EXPECT_TRUE(answer.whole);
  EXPECT_EQ(answer.digests.at("/x").at(Algorithm::md5), sum);
  EXPECT_THAT(payload_answer(good + end, {"/y"}).digests, IsEmpty());
  for (const std::string& line : {
           std::string("{}"),
           std::string("[]"),
           std::string(R"({"path":7,"digests":{}})"),
           std::string(R"({"path":"/x","digests":{"md5":"a"}})"),
           R"({"path":"/x","digests":{"crc":")" + sum + "\"}}",
           R"({"path":"/x","digests":{"md5":")" + std::string(32, 'G') + "\"}}",
           std::string(70000, ' ') + "{}",
       }) {
    const PayloadAnswer bad = payload_answer(line + "\n" + good + end, {"/x"});
    EXPECT_FALSE(bad.whole) << line;
    EXPECT_THAT(bad.complaint, HasSubstr("gave an invalid answer")) << line;
  }
  EXPECT_FALSE(payload_answer(end + good, {"/x"}).whole);
  EXPECT_EQ(payload_answer("monit-pkgmap-payload: bad \x1b[2J\n", {}).complaint, "bad ?[2J");
}

// Turns a plain cpio into a stripped cpio, whose entries have the number of the file in the header
// in place of name and attributes. rpm writes stripped cpio for files over 4 GiB and in package
// format 6.
class Stripper {
 public:
  Stripper(const std::string& path, std::vector<FileEntry> files) : files_(std::move(files)) {
    std::ifstream file(path, std::ios::binary);
    whole_.assign(std::istreambuf_iterator<char>(file), {});
  }

  std::string stripped() {
    const std::size_t begin = whole_.find("070701");
    std::string payload;
    for (std::size_t at = begin; at != std::string::npos && at + 110 <= whole_.size();) {
      const std::size_t name_size = number(at + 94);
      const std::size_t size = number(at + 54);
      const std::string name = whole_.substr(at + 110, name_size - 1);
      const std::size_t data = begin + padded(at - begin + 110 + name_size);
      if (name == "TRAILER!!!") return whole_.substr(0, begin) + payload + whole_.substr(at);
      payload += "07070X" + index_of(name.substr(1));
      pad(payload);
      payload += whole_.substr(data, size);
      pad(payload);
      at = begin + padded(data - begin + size);
    }
    return {};
  }

 private:
  static std::size_t padded(std::size_t size) { return (size + 3) / 4 * 4; }
  static void pad(std::string& bytes) { bytes.resize(padded(bytes.size())); }
  std::size_t number(std::size_t at) const { return std::stoul(whole_.substr(at, 8), nullptr, 16); }

  std::string index_of(const std::string& path) const {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (files_[i].path != path) continue;
      std::array<char, 9> hex{};
      std::snprintf(hex.data(), hex.size(), "%08x", static_cast<unsigned>(i));
      return hex.data();
    }
    return "ffffffff";
  }

  std::string whole_;
  std::vector<FileEntry> files_;
};

TEST(PayloadDigests, AStrippedPayloadIsReadByLibrpm) {
  const test::TemporaryDirectory directory;
  const std::string spec = directory.write("plain.spec",
                                           "Name: plain\nVersion: 1\nRelease: 1\nSummary: x\n"
                                           "License: MIT\nBuildArch: noarch\n%description\nx\n"
                                           "%install\nmkdir -p %{buildroot}/opt/plain\n"
                                           "echo 'daemon 1.0' > %{buildroot}/opt/plain/one\n"
                                           "echo other > %{buildroot}/opt/plain/two\n"
                                           "%files\n/opt/plain\n");
  const CommandResult built = run_command(
      {"rpmbuild", "-bb", "--quiet", "--define", "_topdir " + directory.path(), "--define",
       "_dbpath " + directory.file("db"), "--define", "_binary_payload w.ufdio", spec});
  ASSERT_EQ(built.status, 0) << built.err;
  const std::string rpm = directory.file("RPMS/noarch/plain-1-1.noarch.rpm");
  const DatabaseCopy copy;
  const auto header = copy.open()->read_package_file(rpm);
  ASSERT_TRUE(header.ok());
  const std::string stripped = Stripper(rpm, header->files).stripped();
  ASSERT_NE(stripped.find("07070X"), std::string::npos);
  const std::string path = directory.write("stripped.rpm", stripped);

  const auto digests = payload_digests(kDigestsProgram, path, {"/opt/plain/one", "/opt/plain/two"});
  ASSERT_TRUE(digests.ok()) << digests.error().message;
  EXPECT_EQ(digests->at("/opt/plain/one").at(Algorithm::md5), "6b58af82ba8eca17f6a2e3de43dc26c8");
  EXPECT_EQ(*digests, *payload_digests(kDigestsProgram, rpm, {"/opt/plain/one", "/opt/plain/two"}));

  const auto cut = payload_digests(
      kDigestsProgram, directory.write("cut.rpm", stripped.substr(0, stripped.size() - 130)),
      {"/opt/plain/one"});
  EXPECT_FALSE(cut.ok());
}

}  // namespace
}  // namespace pkgmap
