#include "engine/image/archive_protocol.hpp"

#include <sys/stat.h>

#include <string_view>
#include <utility>

#include "engine/system/bytes.hpp"

namespace pkgmap::image {
namespace {

constexpr char kReadKind = 'r';
constexpr char kWriteKind = 'w';
constexpr char kLayersKind = 'L';
constexpr char kEntryKind = 'E';
constexpr char kContentKind = 'C';
constexpr char kEndKind = 'Z';
constexpr char kRefusalKind = 'X';

constexpr std::size_t kMostPlaces = 100'000;
constexpr std::size_t kLongestWhy = 500;

void write(const Entry& entry, ByteWriter& out) {
  out.number(entry.place.layer, 4);
  out.number(entry.place.entry, 4);
  out.text(entry.path);
  out.number(entry.mode, 4);
  out.number(entry.user, 4);
  out.number(entry.group, 4);
  out.number(entry.size, 8);
  out.number(static_cast<std::uint64_t>(entry.modified), 8);
  out.text(entry.link);
  out.text(entry.same_as);
}

bool is_mode(std::uint32_t mode) {
  switch (mode & S_IFMT) {
    case S_IFREG:
    case S_IFDIR:
    case S_IFLNK:
    case S_IFIFO:
    case S_IFSOCK:
    case S_IFCHR:
    case S_IFBLK:
      return (mode & ~(S_IFMT | 07777U)) == 0;
    default:
      return false;
  }
}

Entry read_entry(ByteReader& in) {
  Entry entry;
  entry.place.layer = in.small();
  entry.place.entry = in.small();
  entry.path = in.text(kLongestPath);
  entry.mode = in.small();
  entry.user = in.small();
  entry.group = in.small();
  entry.size = in.number(8);
  entry.modified = static_cast<std::int64_t>(in.number(8));
  entry.link = in.text(kLongestPath);
  entry.same_as = in.text(kLongestPath);
  in.require(entry.same_as.empty() ? is_mode(entry.mode) : entry.mode == 0);
  in.require(S_ISLNK(entry.mode) == !entry.link.empty());
  in.require((entry.path + entry.link + entry.same_as).find('\0') == std::string::npos);
  return entry;
}

Record read_record(ByteReader& in) {
  switch (in.byte()) {
    case kLayersKind:
      return LayersRecord{};
    case kEntryKind:
      return EntryRecord{read_entry(in)};
    case kContentKind: {
      ContentRecord content;
      content.offset = in.number(8);
      content.bytes = in.text(kLongestMessage);
      return content;
    }
    case kEndKind:
      return EndRecord{};
    case kRefusalKind:
      return RefusalRecord{in.text(kLongestWhy)};
    default:
      in.require(false);
      return EndRecord{};
  }
}

void write(const ReadRequest& request, ByteWriter& out) {
  out.byte(kReadKind);
  out.number(request.below.size(), 4);
  for (const std::string& directory : request.below) out.text(directory);
  out.number(request.contents.size(), 4);
  for (const Place& place : request.contents) {
    out.number(place.layer, 4);
    out.number(place.entry, 4);
  }
  out.number(request.only_contents ? 1 : 0, 1);
  out.number(request.most_bytes, 8);
}

ReadRequest read_request(ByteReader& in) {
  ReadRequest request;
  const std::uint32_t directories = in.small();
  in.require(directories <= kMostPlaces);
  for (std::uint32_t i = 0; in.good() && i < directories; ++i) {
    request.below.push_back(in.text(kLongestPath));
  }
  const std::uint32_t places = in.small();
  in.require(places <= kMostPlaces);
  for (std::uint32_t i = 0; in.good() && i < places; ++i) {
    const std::uint32_t layer = in.small();
    request.contents.push_back({layer, in.small()});
  }
  request.only_contents = in.flag();
  request.most_bytes = in.number(8);
  return request;
}

struct Appended {
  ByteWriter& out;
  void operator()(const LayersRecord&) const { out.byte(kLayersKind); }
  void operator()(const EntryRecord& record) const {
    out.byte(kEntryKind);
    write(record.entry, out);
  }
  void operator()(const ContentRecord& record) const {
    out.byte(kContentKind);
    out.number(record.offset, 8);
    out.text(record.bytes);
  }
  void operator()(const EndRecord&) const { out.byte(kEndKind); }
  void operator()(const RefusalRecord& record) const {
    out.byte(kRefusalKind);
    out.text(std::string_view(record.why).substr(0, kLongestWhy));
  }
};

}  // namespace

std::string encode(const ArchiveRequest& request) {
  std::string bytes;
  ByteWriter out(bytes);
  if (const auto* read = std::get_if<ReadRequest>(&request)) {
    write(*read, out);
  } else {
    out.byte(kWriteKind);
  }
  return bytes;
}

std::optional<ArchiveRequest> decode_archive_request(const std::string& bytes) {
  ByteReader in(bytes);
  const char kind = in.byte();
  ArchiveRequest request = WriteRequest{};
  if (kind == kReadKind) {
    request = read_request(in);
  } else {
    in.require(kind == kWriteKind);
  }
  if (!in.done()) return std::nullopt;
  return request;
}

void append(const Record& record, std::string& message) {
  ByteWriter out(message);
  std::visit(Appended{out}, record);
}

std::optional<std::vector<Record>> decode_records(const std::string& message) {
  ByteReader in(message);
  std::vector<Record> records;
  while (in.good() && !in.at_end()) records.push_back(read_record(in));
  if (!in.good()) return std::nullopt;
  return records;
}

}  // namespace pkgmap::image
