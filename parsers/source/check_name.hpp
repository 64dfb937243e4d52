// The name of a check, which monit compares ignoring the case of ASCII letters. The types of this
// file are plain values, and the functions are pure.
#pragma once

#include <algorithm>
#include <compare>
#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parsers/source/ascii.hpp"

namespace pkgmap {

/// A name with the bytes that monit has, in upper and lower case as somebody wrote them. `==` and
/// `<` ignore case, also if the other side is a std::string or a std::string_view. A comparison
/// with a string literal counts case.
class CheckName : public std::string {
 public:
  CheckName() = default;
  /// Not explicit, so that a text is a name where a name is wanted.
  CheckName(std::string name) : std::string(std::move(name)) {}
  CheckName(const char* name) : std::string(name) {}

  /// Returns the name as a std::string. A comparison of two results of text() counts case.
  const std::string& text() const { return *this; }
};

/// Whether one of two types is that of a name, and the other can be compared with it.
template <class Left, class Right>
concept ComparedAsName = (std::same_as<Left, CheckName> &&
                          (std::derived_from<Right, std::string> ||
                           std::same_as<Right, std::string_view>)) ||
                         (std::same_as<Right, CheckName> && (std::same_as<Left, std::string> ||
                                                             std::same_as<Left, std::string_view>));

template <class Left, class Right>
requires ComparedAsName<Left, Right>
bool operator==(const Left& left, const Right& right) {
  return equal_without_case(left, right);
}

template <class Left, class Right>
requires ComparedAsName<Left, Right> std::weak_ordering operator<=>(const Left& left,
                                                                    const Right& right) {
  return lower(std::string_view(left)) <=> lower(std::string_view(right));
}

/// Returns whether two texts are names of the same check.
inline bool same_name(std::string_view left, std::string_view right) {
  return equal_without_case(left, right);
}

/// A list of names. A std::vector<std::string> does not convert to it.
using CheckNames = std::vector<CheckName>;

/// Returns whether one of the names is that of the check with this name.
inline bool names_check(const CheckNames& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [name](const CheckName& one) { return same_name(one, name); });
}

/// Returns the member `name` of each element of `checks`, in the same order.
template <class Checks>
CheckNames names_of(const Checks& checks) {
  CheckNames names;
  names.reserve(checks.size());
  for (const auto& check : checks) names.push_back(check.name);
  return names;
}

/// The order of a set or map whose keys are names of checks.
struct LessByName {
  using is_transparent = void;
  bool operator()(std::string_view left, std::string_view right) const {
    return lower(left) < lower(right);
  }
};

}  // namespace pkgmap
