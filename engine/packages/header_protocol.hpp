// The messages between monit-pkgmap and the confined programs monit-pkgmap-headers and
// monit-pkgmap-debs (engine/headers, engine/debs).
//
// Encodes values as bytes and decodes them: numbers are little-endian, a text stands behind its
// length. The decoding functions trust no byte: they return nullopt if a message has too long a
// text or too many parts, is unknown, contradicts itself or has bytes left over. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/packages/package_database.hpp"

namespace pkgmap::headers {

// The limits of the decoding functions: entries of a package, and bytes of a text. The last two are
// the limits of the receivers: bytes of a whole message.
constexpr std::size_t kMostFiles = 300'000;
constexpr std::size_t kMostObsoletes = 10'000;
constexpr std::size_t kLongestText = std::size_t{16} << 10U;
constexpr std::size_t kLongestRequest = std::size_t{16} << 20U;
constexpr std::size_t kLongestAnswer = std::size_t{64} << 20U;

/// A request that sets the filter for all later Read requests with Read::wanted_only. There is no
/// answer to it.
struct Filter {
  FileFilter files;
};
/// A request for the header of the file whose descriptor comes with the message.
struct Read {
  /// True: the answer has only the files that match the last Filter; without a Filter before, no
  /// file. False: the answer has all files.
  bool wanted_only = false;
};
using Request = std::variant<Filter, Read>;

/// The reason why the program could not read the file. It continues a sentence that begins with the
/// file's name: "is not an rpm package".
struct Refusal {
  std::string why;
};
using Answer = std::variant<PackageDatabase::PackageFile, Refusal>;

// Each encode() returns the bytes of one message, without the length that the transport puts before
// it.

/// The caller makes sure that the result has kLongestRequest bytes at most: serve() refuses a
/// longer one.
std::string encode(const Filter& filter);
std::string encode(const Read& read);
std::string encode(const Refusal& refusal);
/// If the package exceeds the limits of decode_answer() or kLongestAnswer, encodes a Refusal
/// instead.
std::string encode(const PackageDatabase::PackageFile& package);

/// Returns nullopt if the bytes are no valid request.
std::optional<Request> decode_request(std::string_view bytes);
/// Returns nullopt if the bytes are no valid answer.
std::optional<Answer> decode_answer(std::string_view bytes);

}  // namespace pkgmap::headers
