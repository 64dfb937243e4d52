#include "cli/plugins/dnf5/package_cache.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <tuple>

#include "parsers/source/hex.hpp"

namespace pkgmap::dnf5 {
namespace {

constexpr std::size_t kSumDigits = 16;

bool belongs_to(std::string_view name, const std::string& repository) {
  if (!name.starts_with(repository + "-")) return false;
  const std::string_view sum = name.substr(repository.size() + 1);
  return sum.size() == kSumDigits && is_hex(sum);
}

using WrittenAt = std::tuple<std::int64_t, std::int64_t>;

// Returns nullopt if there is no regular file.
std::optional<WrittenAt> written_at(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  return WrittenAt{info.st_mtim.tv_sec, info.st_mtim.tv_nsec};
}

}  // namespace

const std::vector<std::string>& PackageCache::directories_of(const std::string& repository) {
  const auto [known, is_new] = known_.try_emplace(repository);
  if (!is_new) return known->second;
  std::error_code unreadable;
  std::filesystem::directory_iterator entry(directory_, unreadable);
  for (const std::filesystem::directory_iterator end; !unreadable && entry != end;
       entry.increment(unreadable)) {
    if (belongs_to(entry->path().filename().string(), repository)) {
      known->second.push_back(entry->path().string() + "/packages/");
    }
  }
  std::sort(known->second.begin(), known->second.end());
  return known->second;
}

std::string PackageCache::find(const std::string& repository, const std::string& location) {
  if (location.starts_with('/')) return written_at(location) ? location : std::string();
  const std::string name = location.substr(location.rfind('/') + 1);
  if (name.empty() || repository.empty()) return {};
  std::string newest;
  WrittenAt newest_at{};
  for (const std::string& directory : directories_of(repository)) {
    const std::string path = directory + name;
    const auto at = written_at(path);
    if (!at || (!newest.empty() && *at <= newest_at)) continue;
    newest = path;
    newest_at = *at;
  }
  return newest;
}

}  // namespace pkgmap::dnf5
