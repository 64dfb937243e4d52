// Whether a list contains a value. A pure function; its time is linear, so it suits short lists.
#pragma once

#include <algorithm>

namespace pkgmap {

template <class List, class Value>
bool contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace pkgmap
