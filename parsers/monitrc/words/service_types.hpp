// The types of checks, and the words behind `check` that name them. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace pkgmap::monitrc {

/// The types of monit(1), SERVICE TYPES. The numbers are those of monit's status XML.
enum class CheckType : std::uint8_t {
  filesystem = 0,
  directory = 1,
  file = 2,
  process = 3,
  host = 4,
  system = 5,
  fifo = 6,
  program = 7,
  network = 8,
};

/// Returns the type that the word names, ignoring ASCII case; nullopt if the word names no type.
/// `device` is the old word for `filesystem`.
std::optional<CheckType> check_type_of(std::string_view word);

/// Finds the longest word of a type that is a prefix of `word` and shorter than `word`, ignoring
/// ASCII case: monit reads `check files` as `check file s`. Returns the type, and sets `*length` to
/// the length of the prefix. If there is no such word, returns nullopt and sets `*length` to 0. The
/// word `process` does not count, since monit wants a blank after this word. `length` may be null.
std::optional<CheckType> check_type_before(std::string_view word, std::size_t* length = nullptr);

/// Returns every word that check_type_of() accepts.
std::span<const std::string_view> check_type_words();

}  // namespace pkgmap::monitrc
