// Counts on how many hosts each key (a text) was seen, in bounded memory.
//
// When the table is full, the tally forgets the keys that were seen on the fewest hosts. A
// forgotten key that comes again counts from 0. Never fails. For one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pkgmap::rules {

class Tally {
 public:
  struct Count {
    std::uint32_t hosts = 0;  ///< On how many hosts the key was seen.
    std::uint64_t times = 0;  ///< How often add() got the key.
    /// Numbers of the first three hosts. If `hosts` is less than 3, only the first `hosts` elements
    /// have a meaning.
    std::array<std::uint32_t, 3> first{};
    std::uint32_t last = 0;  ///< The number of the last host.
  };
  using Entry = std::pair<const std::string, Count>;

  /// `most_bytes`: about how much memory the table may take.
  explicit Tally(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Counts that the key was seen on the host with the number `host`. The caller adds all keys of
  /// one host before the keys of the next host, whose number must be greater.
  void add(const std::string& key, std::uint32_t host);
  /// Returns the keys that were seen on most hosts, `limit` at most; the key of most hosts first,
  /// keys of equally many hosts in the order of their bytes. The pointers are valid until the next
  /// add().
  std::vector<const Entry*> most(std::size_t limit) const;
  /// Returns how many keys the tally has.
  std::size_t size() const { return counts_.size(); }
  /// Returns the sum of Count::times of all forgotten keys.
  std::uint64_t forgotten() const { return forgotten_; }

 private:
  void make_room();

  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::uint64_t forgotten_ = 0;
  std::unordered_map<std::string, Count> counts_;
};

}  // namespace pkgmap::rules
