// The messages between monit-pkgmap and monit-pkgmap-headers (engine/headers).
//
// Encodes values as bytes and decodes them: numbers little-endian, a text after its length.
// Decoding trusts no byte: the functions return nullopt if a message is too long, has too many
// parts, is unknown, contradicts itself or has bytes left over. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/packages/package_database.hpp"

namespace pkgmap::headers {

// What decoding accepts at most: entries of a package, and bytes of a text or a whole message.
constexpr std::size_t kMostFiles = 300'000;
constexpr std::size_t kMostObsoletes = 10'000;
constexpr std::size_t kLongestText = std::size_t{16} << 10U;
constexpr std::size_t kLongestRequest = std::size_t{16} << 20U;
constexpr std::size_t kLongestAnswer = std::size_t{64} << 20U;

/// Sets the filter for all later requests with Read::wanted_only.
struct Filter {
  FileFilter files;
};
/// Asks for the header of the file whose descriptor comes with the message.
struct Read {
  bool wanted_only = false;  ///< Whether to answer only with the files that match the filter.
};
using Request = std::variant<Filter, Read>;

/// Why no package could be read, as words that follow the file's name: "is not an rpm package".
struct Refusal {
  std::string why;
};
using Answer = std::variant<PackageDatabase::PackageFile, Refusal>;

// Each encode() returns the bytes of one message, without its length.

std::string encode(const Filter& filter);
std::string encode(const Read& read);
std::string encode(const Refusal& refusal);
/// Encodes a Refusal instead if the package exceeds the limits of decode_answer().
std::string encode(const PackageDatabase::PackageFile& package);

/// Returns nullopt if the bytes are no valid request.
std::optional<Request> decode_request(std::string_view bytes);
/// Returns nullopt if the bytes are no valid answer.
std::optional<Answer> decode_answer(std::string_view bytes);

}  // namespace pkgmap::headers
