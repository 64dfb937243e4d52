// Writes a JSON object with an array that is too long to be kept in memory as values. Pure, except
// that it calls functions of the caller.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "parsers/json/json.hpp"

namespace pkgmap {

/// An array whose elements the caller makes one after another, while the text is written.
struct LongList {
  std::string key;  ///< The key of the object's member whose value the array is.
  std::size_t size = 0;
  /// Returns the element with this index; dump_with() calls it once for each index, from 0 to size
  /// - 1.
  std::function<Json(std::size_t)> element;
};

/// Writes the object with `list` as the value of its member LongList::key, in the form of
/// Json::dump(indent), and passes the text to `use` piece after piece. Writes the object without
/// the list if it has no such member. No piece ends within a string. A
/// piece is valid during the call.
void dump_with(const Json& object, const LongList& list,
               const std::function<void(const std::string& piece)>& use, int indent = 2);

}  // namespace pkgmap
