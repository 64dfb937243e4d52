#include "rules/fleet/tally.hpp"

#include <algorithm>

namespace pkgmap::rules {
namespace {

// A node of the table, its place in the array of buckets, and what the allocator adds.
std::size_t cost_of(const std::string& key) {
  constexpr std::size_t kNode = 160;
  return kNode + key.size();
}

}  // namespace

void Tally::add(const std::string& key, std::uint32_t host) {
  auto found = counts_.find(key);
  if (found == counts_.end()) {
    bytes_ += cost_of(key);
    if (bytes_ > most_bytes_) make_room();
    found = counts_.try_emplace(key).first;
  }
  Count& count = found->second;
  ++count.times;
  if (count.hosts > 0 && count.last == host) return;
  if (count.hosts < count.first.size()) count.first[count.hosts] = host;
  ++count.hosts;
  count.last = host;
}

// Half of the table goes at once, so that a full table costs little.
void Tally::make_room() {
  for (std::uint32_t few = 1; bytes_ > most_bytes_ / 2 && !counts_.empty(); few *= 2) {
    for (auto entry = counts_.begin(); entry != counts_.end();) {
      if (entry->second.hosts > few) {
        ++entry;
        continue;
      }
      bytes_ -= cost_of(entry->first);
      forgotten_ += entry->second.times;
      entry = counts_.erase(entry);
    }
  }
}

std::vector<const Tally::Entry*> Tally::most(std::size_t limit) const {
  std::vector<const Entry*> entries;
  entries.reserve(counts_.size());
  for (const Entry& entry : counts_) entries.push_back(&entry);
  const auto before = [](const Entry* one, const Entry* other) {
    if (one->second.hosts != other->second.hosts) return one->second.hosts > other->second.hosts;
    return one->first < other->first;
  };
  const auto end = entries.begin() + static_cast<std::ptrdiff_t>(std::min(limit, entries.size()));
  std::partial_sort(entries.begin(), end, entries.end(), before);
  entries.erase(end, entries.end());
  return entries;
}

}  // namespace pkgmap::rules
