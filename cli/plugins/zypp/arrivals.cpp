#include "cli/plugins/zypp/arrivals.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

namespace pkgmap::zypp {
namespace {

namespace fs = std::filesystem;

// alias/architecture/file, and some more for a repository with folders of its own.
constexpr int kDeepest = 5;
constexpr int kMostEntries = 20'000;

std::optional<std::uintmax_t> size_of(const fs::directory_entry& entry) {
  std::error_code unknown;
  if (!entry.is_regular_file(unknown) || unknown || entry.is_symlink(unknown)) return std::nullopt;
  const std::uintmax_t size = entry.file_size(unknown);
  return unknown ? std::nullopt : std::optional(size);
}

}  // namespace

void Arrivals::expect(const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    if (step.incoming()) missing_.emplace(step.file_name(), step);
  }
}

std::vector<Step> Arrivals::take(const std::string& directory, const Sizes* before) {
  std::vector<Step> come;
  Sizes sizes;
  std::error_code unreadable;
  int seen = 0;
  fs::recursive_directory_iterator entry(directory, unreadable);
  for (const fs::recursive_directory_iterator end;
       !unreadable && entry != end && ++seen <= kMostEntries; entry.increment(unreadable)) {
    if (entry.depth() >= kDeepest) entry.disable_recursion_pending();
    const auto awaited = missing_.find(entry->path().filename().string());
    if (awaited == missing_.end()) continue;
    const auto size = size_of(*entry);
    if (!size) continue;
    const std::string path = entry->path().string();
    sizes[path] = *size;
    if (before) {
      const auto known = before->find(path);
      if (known == before->end() || known->second != *size) continue;
    }
    awaited->second.rpm = path;
    come.push_back(std::move(awaited->second));
    missing_.erase(awaited);
  }
  sizes_ = std::move(sizes);
  return come;
}

std::vector<Step> Arrivals::there(const std::vector<std::string>& repositories) {
  std::vector<Step> found = take(cache_, nullptr);
  const Sizes in_cache = std::move(sizes_);
  for (const std::string& directory : repositories) {
    if (!missing_.empty()) std::ranges::move(take(directory, nullptr), std::back_inserter(found));
  }
  sizes_ = in_cache;
  return found;
}

std::vector<Step> Arrivals::look() {
  const Sizes before = std::move(sizes_);
  return take(cache_, &before);
}

}  // namespace pkgmap::zypp
