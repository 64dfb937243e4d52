#include "engine/image/archive_protocol.hpp"

#include <sys/stat.h>

#include <string>

#include <gtest/gtest.h>

namespace pkgmap::image {
namespace {

std::string message_of(const Record& record) {
  std::string message;
  append(record, message);
  return message;
}

Entry some_entry() {
  Entry entry;
  entry.place = {3, 7};
  entry.path = "etc/x";
  entry.mode = S_IFREG | 0640U;
  entry.user = 4711;
  entry.group = 12;
  entry.size = 1ULL << 40U;
  entry.modified = -5;
  return entry;
}

TEST(ArchiveProtocol, AnEntryComesBackAsItWas) {
  const auto records =
      decode_records(message_of(EntryRecord{some_entry()}) + message_of(EndRecord{}));
  ASSERT_TRUE(records && records->size() == 2);
  const Entry& entry = std::get<EntryRecord>(records->front()).entry;
  EXPECT_EQ(entry.place, (Place{3, 7}));
  EXPECT_EQ(entry.path, "etc/x");
  EXPECT_EQ(entry.mode, S_IFREG | 0640U);
  EXPECT_EQ(entry.user, 4711U);
  EXPECT_EQ(entry.group, 12U);
  EXPECT_EQ(entry.size, 1ULL << 40U);
  EXPECT_EQ(entry.modified, -5);
}

TEST(ArchiveProtocol, ARequestComesBackAsItWas) {
  const ReadRequest request{{"/etc/"}, {{0, 1}, {2, 3}}, true, 99};
  const auto decoded = decode_archive_request(encode(request));
  ASSERT_TRUE(decoded.has_value());
  const auto& read = std::get<ReadRequest>(*decoded);
  EXPECT_EQ(read.below, request.below);
  EXPECT_EQ(read.contents, request.contents);
  EXPECT_TRUE(read.only_contents);
  EXPECT_EQ(read.most_bytes, 99U);
  EXPECT_TRUE(
      std::holds_alternative<WriteRequest>(*decode_archive_request(encode(WriteRequest{}))));
}

TEST(ArchiveProtocol, NoPartOfAMessageCountsAsOne) {
  const std::string whole = message_of(EntryRecord{some_entry()});
  for (std::size_t length = 1; length < whole.size(); ++length) {
    EXPECT_FALSE(decode_records(whole.substr(0, length))) << length;
  }
  EXPECT_FALSE(decode_records(whole + "?"));
  const std::string request = encode(ReadRequest{{"/etc/"}, {{1, 2}}, false, 3});
  for (std::size_t length = 0; length < request.size(); ++length) {
    EXPECT_FALSE(decode_archive_request(request.substr(0, length))) << length;
  }
  EXPECT_FALSE(decode_archive_request(request + "?"));
}

TEST(ArchiveProtocol, EntriesThatContradictThemselvesAreRefused) {
  const auto accepted = [](auto change) {
    Entry entry = some_entry();
    change(entry);
    return decode_records(message_of(EntryRecord{entry})).has_value();
  };
  EXPECT_TRUE(accepted([](Entry&) {}));
  EXPECT_FALSE(accepted([](Entry& entry) { entry.mode = 0; }));
  EXPECT_FALSE(accepted([](Entry& entry) { entry.mode |= 0x10000U; }));
  EXPECT_FALSE(accepted([](Entry& entry) { entry.mode = S_IFLNK; }));
  EXPECT_FALSE(accepted([](Entry& entry) { entry.link = "x"; }));
  EXPECT_FALSE(accepted([](Entry& entry) { entry.same_as = "x"; }));
  EXPECT_FALSE(accepted([](Entry& entry) { entry.path = std::string("a\0b", 3); }));
  EXPECT_FALSE(accepted([](Entry& entry) { entry.path = std::string(kLongestPath + 1, 'x'); }));
}

}  // namespace
}  // namespace pkgmap::image
