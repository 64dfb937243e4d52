// Finds the entry with the name of a check in a list that may have thousands of them.
//
// Remembers where each name stands. The list may change between two calls: if the entry at the
// remembered place does not have the name any more, the object searches the whole list. Only one
// thread at a time may use an object, even by const functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "parsers/source/check_name.hpp"

namespace pkgmap {

class PlacesByName {
 public:
  /// Returns the first entry of `entries` whose member `name` is this name of a check, ignoring
  /// ASCII case; null if there is none. The pointer is valid until `entries` changes. All calls for
  /// one object must pass the same list.
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
  /// In a list of up to this many entries, a search is as fast as the table.
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
