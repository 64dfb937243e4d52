// What TarWriter writes, TarReader reads.
#include "engine/archives/writing.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/archives/tar_reader.hpp"
#include "engine/system/fd.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap::archives {
namespace {

using image::Entry;
using testing::StartsWith;

Entry entry_with(std::string path, std::uint32_t mode) {
  Entry entry;
  entry.path = std::move(path);
  entry.mode = mode;
  return entry;
}

struct Written {
  Entry entry;
  std::string content;
};

std::string archive_of(const std::vector<Written>& all) {
  TarWriter writer;
  for (const Written& one : all) {
    const Done added = writer.add(one.entry, one.content);
    EXPECT_TRUE(added) << one.entry.path << ": " << added.error().message;
  }
  auto bytes = writer.finish();
  EXPECT_TRUE(bytes);
  return bytes ? *std::move(bytes) : std::string();
}

std::vector<Written> read_again(const std::string& bytes) {
  const test::TemporaryDirectory directory;
  directory.write("archive", bytes);
  const Fd file(::open(directory.file("archive").c_str(), O_RDONLY | O_CLOEXEC));
  auto reader = TarReader::of_file(file.get());
  EXPECT_TRUE(reader);
  std::vector<Written> all;
  for (;;) {
    auto next = reader->next();
    EXPECT_TRUE(next) << next.error().message;
    if (!next || !*next) return all;
    all.push_back({**next, {}});
    if (S_ISREG(all.back().entry.mode)) all.back().content = *reader->content(1000);
  }
}

TEST(TarWriter, KeepsWhatAnEntryIs) {
  std::vector<Written> all = {{entry_with("d", S_IFDIR | 01777U), ""},
                              {entry_with("d/file", S_IFREG | 04711U), "text"},
                              {entry_with("d/link", S_IFLNK | 0777U), ""},
                              {entry_with("fifo", S_IFIFO | 0U), ""}};
  all[1].entry.user = 4'000'000'000;
  all[1].entry.group = 1U << 21U;
  all[1].entry.modified = -5;
  all[2].entry.link = std::string(4000, 'x');
  all[3].entry.modified = std::int64_t{1} << 40U;
  const auto again = read_again(archive_of(all));
  ASSERT_EQ(again.size(), all.size());
  EXPECT_EQ(again[0].entry.path, "d/");
  all[0].entry.path = "d/";
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Entry& was = all[i].entry;
    const Entry& is = again[i].entry;
    EXPECT_EQ(is.path, was.path);
    EXPECT_EQ(is.mode, was.mode) << was.path;
    EXPECT_EQ(is.user, was.user) << was.path;
    EXPECT_EQ(is.group, was.group) << was.path;
    EXPECT_EQ(is.modified, was.modified) << was.path;
    EXPECT_EQ(is.link, was.link) << was.path;
    EXPECT_EQ(again[i].content, all[i].content) << was.path;
  }
}

TEST(TarWriter, TakesTheSizeOfTheContentAndNoPlace) {
  Entry entry = entry_with("file", S_IFREG | 0600U);
  const std::string bytes = archive_of({{entry, "text"}});
  entry.size = 1'000'000;
  entry.place = {7, 9};
  EXPECT_EQ(archive_of({{entry, "text"}}), bytes);
  EXPECT_EQ(read_again(bytes).front().entry.size, 4);
}

TEST(TarWriter, KeepsNamesOfAnyBytes) {
  std::vector<Written> all;
  for (const char* name : {"latin-\xe9", "\xff\xfe", "new\nline", "\xc3\xbc", " ", "-", "a=b"}) {
    all.push_back({entry_with(name, S_IFREG | 0600U), "text"});
  }
  all.push_back({entry_with(std::string(4096, '\xe9'), S_IFLNK | 0777U), ""});
  all.back().entry.link = "to-\xe9";
  const auto again = read_again(archive_of(all));
  ASSERT_EQ(again.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(again[i].entry.path, all[i].entry.path);
    EXPECT_EQ(again[i].entry.link, all[i].entry.link);
    EXPECT_EQ(again[i].content, all[i].content);
  }
}

TEST(TarWriter, RefusesWhatATarArchiveCannotHave) {
  Entry further = entry_with("further", 0);
  further.same_as = "file";
  for (const Written& one : {Written{entry_with("socket", S_IFSOCK | 0666U), ""},
                             Written{further, ""}, Written{entry_with("typeless", 0600U), ""},
                             Written{entry_with("fifo", S_IFIFO | 0600U), "text"},
                             Written{entry_with("directory", S_IFDIR | 0700U), "text"}}) {
    TarWriter writer;
    const Done added = writer.add(one.entry, one.content);
    ASSERT_FALSE(added) << one.entry.path;
    EXPECT_THAT(added.error().message, StartsWith("cannot be made: "));
  }
}

}  // namespace
}  // namespace pkgmap::archives
