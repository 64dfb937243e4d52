// Writes a JSON object with a list that is too long to be kept in memory as values.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "parsers/json/json.hpp"

namespace pkgmap {

/// A list whose elements are made one after another, while the text is written.
struct LongList {
  std::string key;  ///< The member of the object whose value the list is.
  std::size_t size = 0;
  std::function<Json(std::size_t)> element;  ///< Called once for each number, in their order.
};

/// Returns the same as Json::dump() of the object, with the list in place of the value of its
/// member `key`. An object without such a member is written without the list.
std::string dump_with(const Json& object, const LongList& list, int indent = 2);

}  // namespace pkgmap
