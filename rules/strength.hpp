// How strongly a piece of evidence ties a check to a package (docs/design.md, Evidence). Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace pkgmap::rules {

/// The weakest first, so `<` compares two strengths.
enum class Strength : std::uint8_t { weak, likely, strong, exact };

/// Returns the word that policies and outputs use: "weak", "likely", "strong" or "exact".
const char* name_of(Strength strength);
/// Returns the strength with this name; Strength::weak for an unknown name.
Strength strength_called(std::string_view name);

}  // namespace pkgmap::rules
