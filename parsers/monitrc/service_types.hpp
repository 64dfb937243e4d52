// The words behind `check`. Pure.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "parsers/monitrc/model.hpp"

namespace pkgmap::monitrc {

/// `device` is the old word for `filesystem`.
std::optional<CheckType> check_type_of(std::string_view word);

/// monit reads `check files` as `check file s`: the longest type that `word` begins with. Never
/// process, which it wants a blank after.
std::optional<CheckType> check_type_before(std::string_view word, std::size_t* length = nullptr);

/// Every word that check_type_of() knows.
std::span<const std::string_view> check_type_words();

}  // namespace pkgmap::monitrc
