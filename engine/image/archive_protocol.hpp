// What monit-pkgmap and monit-pkgmap-archive (engine/archives) say to each other, as bytes.
//
// The program parses archives of other people, so its answers count as theirs: decoding accepts
// only what encoding makes, with lengths and numbers in bounds, and returns nullopt for anything
// else. Numbers are little-endian. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/image/image_tree.hpp"

namespace pkgmap::image {

constexpr std::size_t kLongestMessage = std::size_t{1} << 20U;  ///< Bytes of one message.

/// Asks for the entries of the archive that comes along.
struct ReadRequest {
  /// The contents of regular files below these directories are sent: "/etc/", "/var/lib/rpm/".
  std::vector<std::string> below;
  std::vector<Place> contents;   ///< And of these entries; sorted.
  bool only_contents = false;    ///< No entry without a content is sent.
  std::uint64_t most_bytes = 0;  ///< Of all contents together.
};
/// Asks for an archive of the entries that follow in other messages, as EntryRecord and
/// ContentRecord. The answer has ContentRecords without an entry.
struct WriteRequest {};
using ArchiveRequest = std::variant<ReadRequest, WriteRequest>;

/// The archive is one of layers: whiteouts count. Comes before the first entry.
struct LayersRecord {};
struct EntryRecord {
  Entry entry;
};
/// A piece of the content of the last entry.
struct ContentRecord {
  std::uint64_t offset = 0;
  std::string bytes;
};
/// All is said.
struct EndRecord {};
/// Why the archive cannot be read, or written: words that follow its name.
struct RefusalRecord {
  std::string why;
};
using Record = std::variant<LayersRecord, EntryRecord, ContentRecord, EndRecord, RefusalRecord>;

std::string encode(const ArchiveRequest& request);
std::optional<ArchiveRequest> decode_archive_request(const std::string& bytes);

/// Adds the record to a message, which may have several.
void append(const Record& record, std::string& message);
/// Returns the records of a message, in their order.
std::optional<std::vector<Record>> decode_records(const std::string& message);

}  // namespace pkgmap::image
