// Finds the entry with the name of a check in a list that may have thousands of them.
//
// Remembers where each name stands. The list may change between two calls: the object looks whether
// the entry still has the name, and searches the whole list if not. Not thread-safe, also where it
// is const.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "parsers/source/check_name.hpp"

namespace pkgmap {

class PlacesByName {
 public:
  /// Returns the entry of `entries` whose member `name` is this name of a check; null if there is
  /// none, the first if there are several. The pointer is valid until `entries` changes. The caller
  /// always gives the same list.
  template <class Entries>
  const typename Entries::value_type* find(const Entries& entries, std::string_view name) const {
    if (entries.size() > kFew) {
      if (size_ != entries.size()) note(entries);
      const auto known = places_.find(lower(name));
      if (known != places_.end() && same_name(entries[known->second].name, name)) {
        return &entries[known->second];
      }
    }
    for (const auto& entry : entries) {
      if (same_name(entry.name, name)) return &entry;
    }
    return nullptr;
  }

 private:
  /// A list of so many entries is searched as fast.
  static constexpr std::size_t kFew = 8;

  template <class Entries>
  void note(const Entries& entries) const {
    places_.clear();
    size_ = entries.size();
    for (std::size_t i = 0; i < size_; ++i) places_.emplace(lower(entries[i].name), i);
  }

  mutable std::unordered_map<std::string, std::size_t> places_;
  mutable std::size_t size_ = 0;  ///< How many entries the list had when it was noted.
};

}  // namespace pkgmap
