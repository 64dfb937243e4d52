#include "cli/plugins/zypp/arrivals.hpp"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace pkgmap::zypp {
namespace {

namespace fs = std::filesystem;

// alias/architecture/file, and some more for a repository with folders of its own.
constexpr int kDeepest = 5;

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

void Arrivals::take(const std::string& directory, const Sizes* before,
                    hook::Clock::time_point until, Sizes& sizes, std::vector<Step>& come) {
  std::error_code unreadable;
  fs::recursive_directory_iterator entry(directory, unreadable);
  for (const fs::recursive_directory_iterator end;
       !unreadable && entry != end && hook::Clock::now() < until; entry.increment(unreadable)) {
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
}

std::vector<Step> Arrivals::there(const std::vector<std::string>& repositories,
                                  hook::Clock::time_point until) {
  std::vector<Step> come;
  sizes_.clear();
  take(cache_, nullptr, until, sizes_, come);
  Sizes unused;
  for (const std::string& directory : repositories) {
    if (awaits_any()) take(directory, nullptr, until, unused, come);
  }
  return come;
}

std::vector<Step> Arrivals::look(hook::Clock::time_point until) {
  std::vector<Step> come;
  const Sizes before = std::exchange(sizes_, {});
  take(cache_, &before, until, sizes_, come);
  return come;
}

}  // namespace pkgmap::zypp
