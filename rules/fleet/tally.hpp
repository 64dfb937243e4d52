// Counts on how many hosts something was seen, in bounded memory.
//
// When the table is full, the tally forgets what was seen on the fewest hosts; what comes again
// after that counts anew. Values, never fails. For one thread.
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
    std::uint32_t hosts = 0;
    std::uint64_t times = 0;
    std::array<std::uint32_t, 3> first{};  ///< Numbers of the first hosts, as many as there are.
    std::uint32_t last = 0;                ///< The number of the last host.
  };
  using Entry = std::pair<const std::string, Count>;

  /// `most_bytes`: about how much memory the table may take.
  explicit Tally(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// The same host may add a key several times, but not after a host with a higher number.
  void add(const std::string& key, std::uint32_t host);
  /// Returns what was seen on most hosts, `limit` entries at most; what as many hosts have, in the
  /// order of the keys. The pointers are valid until the next add().
  std::vector<const Entry*> most(std::size_t limit) const;
  std::size_t size() const { return counts_.size(); }
  /// Returns how often something was added that the tally has forgotten.
  std::uint64_t forgotten() const { return forgotten_; }

 private:
  void make_room();

  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::uint64_t forgotten_ = 0;
  std::unordered_map<std::string, Count> counts_;
};

}  // namespace pkgmap::rules
