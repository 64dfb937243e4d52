// Says whether a list contains a value. Pure functions; they take linear time, so they suit short
// lists.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace pkgmap {

/// Returns whether an element of `list` equals `value`.
template <class List, class Value>
bool contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// Returns whether `word` is one of `words`; case counts.
inline bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return contains(words, word);
}

}  // namespace pkgmap
