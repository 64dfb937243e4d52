// The types of checks, and the words behind `check` that name them. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace pkgmap::monitrc {

/// monit(1), SERVICE TYPES. The numbers are those of monit's status XML.
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

/// `device` is the old word for `filesystem`.
std::optional<CheckType> check_type_of(std::string_view word);

/// monit reads `check files` as `check file s`: the longest type that `word` begins with. Never
/// process, which it wants a blank after.
std::optional<CheckType> check_type_before(std::string_view word, std::size_t* length = nullptr);

/// Every word that check_type_of() knows.
std::span<const std::string_view> check_type_words();

}  // namespace pkgmap::monitrc
