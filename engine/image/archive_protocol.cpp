#include "engine/image/archive_protocol.hpp"

#include <sys/stat.h>

#include <string_view>
#include <utility>

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

class BytesOut {
 public:
  explicit BytesOut(std::string& bytes) : bytes_(bytes) {}

  void kind(char kind) { bytes_ += kind; }
  void number(std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i, value >>= 8U) bytes_ += static_cast<char>(value & 0xffU);
  }
  void text(std::string_view text) {
    number(text.size(), 4);
    bytes_ += text;
  }

 private:
  std::string& bytes_;
};

/// After the first byte that is missing or wrong all values are zero or empty.
class BytesIn {
 public:
  explicit BytesIn(std::string_view bytes) : rest_(bytes) {}

  char kind() {
    const std::string_view taken = take(1);
    return taken.empty() ? '\0' : taken.front();
  }
  std::uint64_t number(int size) {
    std::uint64_t value = 0;
    const std::string_view taken = take(static_cast<std::size_t>(size));
    for (std::size_t i = taken.size(); i-- > 0;) {
      value = value << 8U | static_cast<unsigned char>(taken[i]);
    }
    return value;
  }
  std::uint32_t small() { return static_cast<std::uint32_t>(number(4)); }
  std::string text(std::size_t longest) {
    const std::string_view taken = take(number(4));
    require(taken.size() <= longest);
    return good_ ? std::string(taken) : std::string();
  }
  void require(bool holds) { good_ = good_ && holds; }
  bool good() const { return good_; }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view take(std::size_t size) {
    require(size <= rest_.size());
    if (!good_) return {};
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string_view rest_;
  bool good_ = true;
};

void write(const Entry& entry, BytesOut& out) {
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

Entry read_entry(BytesIn& in) {
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

Record read_record(BytesIn& in) {
  switch (in.kind()) {
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

void write(const ReadRequest& request, BytesOut& out) {
  out.kind(kReadKind);
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

ReadRequest read_request(BytesIn& in) {
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
  const std::uint64_t only = in.number(1);
  in.require(only <= 1);
  request.only_contents = only == 1;
  request.most_bytes = in.number(8);
  return request;
}

struct Appended {
  BytesOut& out;
  void operator()(const LayersRecord&) const { out.kind(kLayersKind); }
  void operator()(const EntryRecord& record) const {
    out.kind(kEntryKind);
    write(record.entry, out);
  }
  void operator()(const ContentRecord& record) const {
    out.kind(kContentKind);
    out.number(record.offset, 8);
    out.text(record.bytes);
  }
  void operator()(const EndRecord&) const { out.kind(kEndKind); }
  void operator()(const RefusalRecord& record) const {
    out.kind(kRefusalKind);
    out.text(std::string_view(record.why).substr(0, kLongestWhy));
  }
};

}  // namespace

std::string encode(const ArchiveRequest& request) {
  std::string bytes;
  BytesOut out(bytes);
  if (const auto* read = std::get_if<ReadRequest>(&request)) {
    write(*read, out);
  } else {
    out.kind(kWriteKind);
  }
  return bytes;
}

std::optional<ArchiveRequest> decode_archive_request(const std::string& bytes) {
  BytesIn in(bytes);
  const char kind = in.kind();
  ArchiveRequest request = WriteRequest{};
  if (kind == kReadKind) {
    request = read_request(in);
  } else {
    in.require(kind == kWriteKind);
  }
  if (!in.good() || !in.at_end()) return std::nullopt;
  return request;
}

void append(const Record& record, std::string& message) {
  BytesOut out(message);
  std::visit(Appended{out}, record);
}

std::optional<std::vector<Record>> decode_records(const std::string& message) {
  BytesIn in(message);
  std::vector<Record> records;
  while (in.good() && !in.at_end()) records.push_back(read_record(in));
  if (!in.good()) return std::nullopt;
  return records;
}

}  // namespace pkgmap::image
