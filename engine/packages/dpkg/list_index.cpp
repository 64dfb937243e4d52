#include "engine/packages/dpkg/list_index.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>

namespace pkgmap::dpkg {
namespace {

constexpr std::uint32_t kLast = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kUsualLine = 48;

std::size_t bucket_of(std::string_view path, std::size_t buckets) {
  return std::hash<std::string_view>()(path) & (buckets - 1);
}

}  // namespace

Result<ListIndex> ListIndex::read(const AdminDirectory& directory, const Status& status) {
  ListIndex index;
  index.lists_.resize(status.packages().size());
  std::size_t bytes = 0;
  std::string text;
  for (std::size_t i = 0; i < index.lists_.size(); ++i) {
    const std::string name = "info/" + status.packages()[i].info + ".list";
    if (const auto read = directory.read(name, text); !read) return read.error();
    index.lists_[i].assign(text);
    bytes += text.size();
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
