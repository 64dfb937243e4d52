#include "engine/packages/dpkg/list_index.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <functional>
#include <limits>
#include <unordered_map>

namespace pkgmap::dpkg {
namespace {

constexpr std::uint32_t kLast = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kUsualLine = 48;

std::size_t bucket_of(std::string_view path, std::size_t buckets) {
  return std::hash<std::string_view>()(path) & (buckets - 1);
}

// Asked paths. Most lines of the lists are none of them, which their lengths and last bytes show.
class Asked {
 public:
  explicit Asked(const std::vector<std::string_view>& paths) {
    for (std::size_t i = 0; i < paths.size(); ++i) {
      numbers_[paths[i]].push_back(i);
      const std::size_t mark = mark_of(paths[i]);
      marks_[mark / kBits] |= std::uint64_t{1} << (mark % kBits);
    }
  }

  /// Returns the numbers of the paths that equal the line; null if none does.
  const std::vector<std::size_t>* find(std::string_view line) const {
    const std::size_t mark = mark_of(line);
    if ((marks_[mark / kBits] >> (mark % kBits) & 1U) == 0) return nullptr;
    const auto found = numbers_.find(line);
    return found == numbers_.end() ? nullptr : &found->second;
  }

 private:
  static constexpr std::size_t kMarks = std::size_t{1} << 17U;
  static constexpr std::size_t kBits = 64;

  static std::size_t mark_of(std::string_view line) {
    std::uint64_t tail = 0;
    if (line.size() >= sizeof tail) {
      std::memcpy(&tail, line.data() + line.size() - sizeof tail, sizeof tail);
    } else {
      std::memcpy(&tail, line.data(), line.size());
    }
    constexpr std::uint64_t kMix = 0x9e3779b97f4a7c15U;
    return static_cast<std::size_t>(((tail ^ line.size()) * kMix) >> 47U);
  }

  std::unordered_map<std::string_view, std::vector<std::size_t>> numbers_;
  std::array<std::uint64_t, kMarks / kBits> marks_{};
};

}  // namespace

Result<std::string> list_of(const AdminDirectory& directory, const StatusPackage& package,
                            const UcfFiles& ucf) {
  std::string list;
  const auto read = directory.read("info/" + package.info + ".list", list);
  if (!read) return read.error();
  list += ucf.lines_of(package.record.nevra.name);
  return list;
}

Result<std::vector<std::vector<std::uint32_t>>> packages_listing(
    const AdminDirectory& directory, const Status& status, const UcfFiles& ucf,
    const std::vector<std::string_view>& paths) {
  const Asked asked(paths);
  std::vector<std::vector<std::uint32_t>> found(paths.size());
  for (std::size_t i = 0; i < status.packages().size(); ++i) {
    const StatusPackage& package = status.packages()[i];
    const auto list = directory.view("info/" + package.info + ".list");
    if (!list) return list.error();
    const auto note = [&](std::string_view line) {
      const std::vector<std::size_t>* numbers = asked.find(line);
      if (!numbers) return;
      for (const std::size_t number : *numbers) {
        found[number].push_back(static_cast<std::uint32_t>(i));
      }
    };
    for_each_line(list->value_or(std::string_view()), note);
    for_each_line(ucf.lines_of(package.record.nevra.name), note);
  }
  return found;
}

Result<ListIndex> ListIndex::read(const AdminDirectory& directory, const Status& status,
                                  const UcfFiles& ucf) {
  ListIndex index;
  index.lists_.resize(status.packages().size());
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < index.lists_.size(); ++i) {
    Result<std::string> list = list_of(directory, status.packages()[i], ucf);
    if (!list) return list.error();
    bytes += list->size();
    index.lists_[i] = std::move(*list);
  }
  index.lines_.reserve(bytes / kUsualLine);
  index.buckets_.assign(std::bit_ceil(bytes / kUsualLine + 1), kLast);
  for (std::size_t i = 0; i < index.lists_.size(); ++i) index.index(static_cast<std::uint32_t>(i));
  return index;
}

void ListIndex::index(std::uint32_t package) {
  const std::string& list = lists_[package];
  for_each_line(list, [&](std::string_view line) {
    std::uint32_t& bucket = buckets_[bucket_of(line, buckets_.size())];
    lines_.push_back({package, static_cast<std::uint32_t>(line.data() - list.data()),
                      static_cast<std::uint32_t>(line.size()), bucket});
    bucket = static_cast<std::uint32_t>(lines_.size() - 1);
  });
}

std::vector<std::uint32_t> ListIndex::packages_with(std::string_view path) const {
  std::vector<std::uint32_t> found;
  std::uint32_t at = buckets_[bucket_of(path, buckets_.size())];
  for (; at != kLast; at = lines_[at].next) {
    const Line& line = lines_[at];
    const std::string_view listed =
        std::string_view(lists_[line.package]).substr(line.offset, line.length);
    if (listed == path) found.push_back(line.package);
  }
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace pkgmap::dpkg
