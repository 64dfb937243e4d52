#include "engine/bundle/bundle_tree.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/facts/file_state.hpp"
#include "engine/system/files/paths.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kMostListed = 10'000;  // Entries of one directory.
// Of all lists together: their names and links, and kBytesOfEntry for each entry. An archive has
// room for twice as many (image_tree.hpp).
constexpr std::size_t kMostListedBytes = std::size_t{32} << 20U;
constexpr std::size_t kBytesOfEntry = 168;
constexpr std::string_view kTopOfEntries = "root";

/// Notes everything on a way.
class WayNotes final : public Passerby {
 public:
  void enters(const std::string& directory, int /*descriptor*/,
              const std::string& /*entry*/) override {
    passed.insert(directory);
  }
  void follows(const std::string& link, const std::string& text) override {
    links.emplace(link, text);
  }

  std::set<std::string> passed;
  std::map<std::string, std::string> links;  ///< With their texts.
};

// Whoever reads an archive refuses it for one path beyond these bounds.
bool fits_into_archive(const std::string& resolved) {
  std::size_t components = 1;  // "root"
  for (std::size_t at = 0; at < resolved.size(); ++components) {
    const std::size_t slash = std::min(resolved.find('/', at + 1), resolved.size());
    if (slash - at - 1 > image::kLongestName) return false;
    at = slash;
  }
  return components <= image::kDeepest &&
         kTopOfEntries.size() + resolved.size() <= image::kLongestPath;
}

/// Returns nullopt for a directory and for a link.
std::optional<FileType> type_of(std::uint32_t mode) {
  switch (mode & S_IFMT) {
    case S_IFDIR:
    case S_IFLNK:
      return std::nullopt;
    case S_IFIFO:
      return FileType::fifo;
    case S_IFSOCK:
      return FileType::socket;
    case S_IFCHR:
      return FileType::character_device;
    case S_IFBLK:
      return FileType::block_device;
    default:
      return FileType::regular;
  }
}

}  // namespace

// The time of a directory on a way says nothing, and changes with every file in it.
BundleTree::Member* BundleTree::add(const std::string& resolved, bool with_time) {
  // /etc/mtab leads to /proc/self, which is this process.
  if (resolved.starts_with("/proc/") || resolved.starts_with("/sys/")) return nullptr;
  if (!fits_into_archive(resolved)) return nullptr;
  const auto [at, is_new] = members_.try_emplace(resolved);
  if (!is_new && !with_time) return &at->second;
  struct stat status {};
  if (root_.stat(resolved, false, status) != 0) {
    members_.erase(at);
    return nullptr;
  }
  image::Entry& entry = at->second.entry;
  entry.path = std::string(kTopOfEntries) + (resolved == "/" ? std::string() : resolved);
  entry.mode = status.st_mode;
  entry.user = status.st_uid;
  entry.group = status.st_gid;
  entry.size = S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
  if (with_time) entry.modified = status.st_mtim.tv_sec;
  users_.insert(status.st_uid);
  groups_.insert(status.st_gid);
  return &at->second;
}

BundleTree::Member* BundleTree::add_way_to(const std::string& path, bool with_time) {
  if (!path.starts_with('/') || path.find('\0') != std::string::npos) return nullptr;
  WayNotes notes;
  const ResolvedPath resolved = resolve_path(root_path_, path, &notes);
  for (const std::string& directory : notes.passed) add(directory, false);
  for (const auto& [link, text] : notes.links) {
    if (Member* member = add(link, false)) member->entry.link = text;
  }
  if (!resolved.exists) return nullptr;
  struct stat status {};
  const bool known = root_.stat(resolved.target, false, status) == 0;
  return add(resolved.target, known && (with_time || !S_ISDIR(status.st_mode)));
}

void BundleTree::add_way(const std::string& path) {
  add_way_to(path, false);
}

void BundleTree::add_watched(const std::string& path) {
  add_way_to(path, true);
}

void BundleTree::add_digests(const std::string& path) {
  Member* const member = add_way_to(path, true);
  if (!member || !S_ISREG(member->entry.mode) || !member->digests.empty()) return;
  for (const Algorithm algorithm : kAlgorithms) {
    if (auto digest = digest_at(root_, path, algorithm)) {
      member->digests.emplace(algorithm, *std::move(digest));
    }
  }
}

void BundleTree::add_text(const std::string& path, std::string text) {
  Member* const member = add_way_to(path, true);
  if (!member || !S_ISREG(member->entry.mode)) return;
  member->text = std::move(text);
  member->has_text = true;
}

// Returns false if there is no room for the entry. Follows no link: no answer about a directory
// depends on what its links lead to, and other users may have made the links.
bool BundleTree::add_entry(const std::string& resolved) {
  WayNotes notes;
  resolve_path(root_path_, resolved, &notes);
  const auto link = notes.links.find(resolved);
  const std::string text = link == notes.links.end() ? std::string() : link->second;
  listed_bytes_ += kBytesOfEntry + base_name_of(resolved).size() + text.size();
  if (listed_bytes_ > kMostListedBytes) return false;
  if (Member* member = add(resolved, false)) member->entry.link = text;
  return true;
}

void BundleTree::add_list(const std::string& path) {
  if (!add_way_to(path, true)) return;
  auto names = root_.list(path);
  if (!names) return;
  const std::string place = resolve_path(root_path_, path).target;
  std::sort(names->begin(), names->end());
  if (names->size() > kMostListed) names->resize(kMostListed);
  for (const std::string& name : *names) {
    if (!add_entry((place == "/" ? std::string() : place) + "/" + name)) return;
  }
}

std::vector<image::Packed> BundleTree::entries() const {
  std::vector<image::Packed> packed;
  for (const auto& [path, member] : members_) {
    image::Packed one{member.entry, member.text};
    if (type_of(one.entry.mode)) one.entry.mode = S_IFREG | (one.entry.mode & 07777U);
    // Somebody may have replaced the file while this object looked at it.
    if (!S_ISLNK(one.entry.mode)) one.entry.link.clear();
    if (!S_ISREG(one.entry.mode)) one.content.clear();
    if (S_ISLNK(one.entry.mode) && one.entry.link.empty()) continue;
    packed.push_back(std::move(one));
  }
  return packed;
}

std::vector<RecordedFile> BundleTree::files() const {
  std::vector<RecordedFile> files;
  for (const auto& [path, member] : members_) {
    const auto type = type_of(member.entry.mode);
    if (!type) continue;
    files.push_back({path, *type, member.entry.size, member.digests, member.has_text});
  }
  return files;
}

}  // namespace pkgmap
