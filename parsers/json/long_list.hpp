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

/// Passes to `use`, piece after piece, the text that Json::dump() would return of the object with
/// the list in place of the value of its member `key`. An object without such a member is written
/// without the list. No piece ends within a string. A piece is valid during the call.
void dump_with(const Json& object, const LongList& list,
               const std::function<void(const std::string& piece)>& use, int indent = 2);

}  // namespace pkgmap
