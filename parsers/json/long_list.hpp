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

/// Writes `object` in the form of Json::dump(indent), and passes the text to `use` piece after
/// piece. `object` must have a member LongList::key: the elements of `list` replace the value of
/// this member, whatever that value is. If `object` has no such member, the list is not written,
/// and no error tells that. No piece ends within a string. A piece is valid during the call of
/// `use`.
void dump_with(const Json& object, const LongList& list,
               const std::function<void(const std::string& piece)>& use, int indent = 2);

}  // namespace pkgmap
