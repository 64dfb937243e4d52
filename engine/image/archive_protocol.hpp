// The messages between monit-pkgmap and monit-pkgmap-archive (engine/archives), as bytes.
//
// Anybody may have made the archive, so the decoding functions trust no byte: they accept only what
// the encoding functions make, with lengths and numbers in bounds, and return nullopt for anything
// else. Numbers are little-endian. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/image/image_tree.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::image {

/// The longest message, in bytes. The receiver refuses a longer message. encode() and append() do
/// not check the length: the caller of append() begins a new message before this limit.
constexpr std::size_t kLongestMessage = std::size_t{1} << 20U;

/// Asks for the entries of the archive whose descriptor comes with the message. The receiver
/// refuses more than 100,000 elements of `below` or of `contents`.
struct ReadRequest {
  /// The answer has the contents of all regular files below these directories: "/etc/",
  /// "/var/lib/rpm/". Only the path of the entry with the content counts, not a further name of the
  /// file (Entry::same_as), and not a path through a link.
  std::vector<std::string> below;
  std::vector<Place> contents;  ///< The answer has the contents of these entries, too; must be
                                ///< sorted (not checked).
  /// True: the answer leaves out every entry whose content it does not have.
  bool only_contents = false;
  /// If the sum of the sizes of all wanted contents is larger than this, the answer ends with a
  /// RefusalRecord.
  std::uint64_t most_bytes = 0;
};
/// Asks for an archive. Its entries follow in other messages: for each entry an EntryRecord and its
/// ContentRecords, which must leave no gap (not checked); at the end an EndRecord. The answer has
/// the bytes of the archive as ContentRecords without an EntryRecord.
struct WriteRequest {};
using ArchiveRequest = std::variant<ReadRequest, WriteRequest>;

/// Says that the archive is a container image: names such as ".wh.x" are whiteouts, which remove a
/// file of a lower layer. Comes before the first entry.
struct LayersRecord {};
/// An entry of the archive.
struct EntryRecord {
  Entry entry;
};
/// A piece of the content of the entry in the last EntryRecord. The bytes between two pieces that
/// leave a gap are zeros.
struct ContentRecord {
  std::uint64_t offset = 0;  ///< Where the piece begins in the content, in bytes.
  std::string bytes;
};
/// The last record of a complete answer.
struct EndRecord {};
/// The last record if the archive cannot be read or written. `why` continues a sentence that begins
/// with the name of the archive.
struct RefusalRecord {
  std::string why;
};
using Record = std::variant<LayersRecord, EntryRecord, ContentRecord, EndRecord, RefusalRecord>;
/// A function of the caller that gets each LayersRecord, EntryRecord and ContentRecord in turn. If
/// it returns an Error, the reading ends and returns this Error.
using TakeRecord = std::function<Done(const Record&)>;

/// Returns the bytes of one message.
std::string encode(const ArchiveRequest& request);
/// Returns the request in a message; nullopt if the bytes are no valid request.
std::optional<ArchiveRequest> decode_archive_request(const std::string& bytes);

/// Appends the record to `message`, which may have other records already.
void append(const Record& record, std::string& message);
/// Returns the records of a message, in their order; nullopt if the bytes are no valid records.
std::optional<std::vector<Record>> decode_records(const std::string& message);

}  // namespace pkgmap::image
