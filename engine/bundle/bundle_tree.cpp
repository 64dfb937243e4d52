#include "engine/bundle/bundle_tree.hpp"

#include <sys/stat.h>

#include <array>
#include <optional>
#include <utility>

#include "engine/facts/file_state.hpp"
#include "engine/system/files/paths.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kMostListed = 10'000;

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
  const auto [at, is_new] = members_.try_emplace(resolved);
  if (!is_new && !with_time) return &at->second;
  struct stat status {};
  if (root_.stat(resolved, false, status) != 0) {
    members_.erase(at);
    return nullptr;
  }
  image::Entry& entry = at->second.entry;
  entry.path = "root" + (resolved == "/" ? std::string() : resolved);
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

void BundleTree::add_list(const std::string& path) {
  add_way_to(path, true);
  const auto names = root_.list(path);
  if (!names || names->size() > kMostListed) return;
  for (const std::string& name : *names) add_way_to(path + "/" + name, false);
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
    if (!type || member.has_text) continue;
    files.push_back({path, *type, member.entry.size, member.digests});
  }
  return files;
}

}  // namespace pkgmap
