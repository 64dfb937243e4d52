// What monit-pkgmap and monit-pkgmap-headers say to each other (engine/headers).
//
// Values as bytes and back: numbers with the lowest byte first, texts behind their length. Nothing
// is believed: what is too long, too many, unknown, contradictory or left over makes the whole
// message nothing. Values; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/packages/package_database.hpp"

namespace pkgmap::headers {

constexpr std::size_t kMostFiles = 300'000;
constexpr std::size_t kMostObsoletes = 10'000;
constexpr std::size_t kLongestText = std::size_t{16} << 10U;
constexpr std::size_t kLongestRequest = std::size_t{16} << 20U;
constexpr std::size_t kLongestAnswer = std::size_t{64} << 20U;

/// From now on this is the filter of wanted_only.
struct Filter {
  FileFilter files;
};
/// The header of the descriptor that comes along.
struct Read {
  bool wanted_only = false;
};
using Request = std::variant<Filter, Read>;

/// Why there is no package, as the words that follow the file's name: "is not an rpm package".
struct Refusal {
  std::string why;
};
using Answer = std::variant<PackageDatabase::PackageFile, Refusal>;

std::string encode(const Filter& filter);
std::string encode(const Read& read);
std::string encode(const Refusal& refusal);
/// A Refusal when the package is beyond what decode_answer() takes.
std::string encode(const PackageDatabase::PackageFile& package);

std::optional<Request> decode_request(std::string_view bytes);
std::optional<Answer> decode_answer(std::string_view bytes);

}  // namespace pkgmap::headers
