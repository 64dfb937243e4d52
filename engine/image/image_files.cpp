#include "engine/image/image_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <set>
#include <utility>

#include "engine/system/files/root_directory.hpp"
#include "engine/system/io.hpp"
#include "engine/system/text.hpp"

namespace pkgmap::image {
namespace {

constexpr int kDirectoryFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr int kNewFlags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
// A content that fill() could not use for want of memory may have stayed.
constexpr int kContentFlags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
constexpr mode_t kOwnDirectory = 0700;
constexpr mode_t kOwnFile = 0600;

Error not_kept() {
  Error error{ErrorCode::failed, "was not read: " + system_message(errno)};
  if (errno == ENOSPC) error.hint = "its files need more memory than the tmpfs has";
  return error;
}

Result<Fd> made_directory(int above, const char* name) {
  if (::mkdirat(above, name, kOwnDirectory) != 0) return not_kept();
  Fd made(::openat(above, name, kDirectoryFlags));
  if (!made) return not_kept();
  return made;
}

std::string content_name(const Place& place) {
  return std::to_string(place.layer) + "." + std::to_string(place.entry);
}

bool copied(int from, int into) {
  std::array<char, std::size_t{64} << 10U> block{};
  for (;;) {
    const ssize_t length = ::read(from, block.data(), block.size());
    if (length < 0 && errno == EINTR) continue;
    if (length <= 0) return length == 0;
    if (!write_all(into, {block.data(), static_cast<std::size_t>(length)})) return false;
  }
}

// Programs that look at the files themselves, such as librpm, find what the archive says as far as
// this user may set it. StandIn::correct() says the rest.
void adorn(const Fd& directory, const std::string& name, const File& file) {
  const bool is_link = S_ISLNK(file.mode);
  if (::geteuid() == 0 &&
      ::fchownat(directory.get(), name.c_str(), file.user, file.group, AT_SYMLINK_NOFOLLOW) != 0) {
    return;
  }
  if (is_link) return;
  const mode_t least = S_ISDIR(file.mode) ? kOwnDirectory : kOwnFile;
  if (::fchmodat(directory.get(), name.c_str(), (file.mode & 0777U) | least, 0) != 0) return;
  const timespec time{file.modified, 0};
  const timespec times[] = {time, time};
  static_cast<void>(::utimensat(directory.get(), name.c_str(), times, AT_SYMLINK_NOFOLLOW));
}

}  // namespace

Result<ImageFiles> ImageFiles::in(const std::string& directory) {
  ImageFiles files;
  files.top_.reset(::open(directory.c_str(), kDirectoryFlags));
  if (!files.top_) return not_kept();
  auto contents = made_directory(files.top_.get(), "contents");
  if (!contents) return contents.error();
  auto root = made_directory(files.top_.get(), "root");
  if (!root) return root.error();
  files.contents_ = std::move(*contents);
  files.root_ = std::move(*root);
  return files;
}

void ImageFiles::begin(const Entry& entry) {
  present_name_ = S_ISREG(entry.mode) ? content_name(entry.place) : std::string();
  present_size_ = entry.size;
  present_bytes_ = 0;
}

Done ImageFiles::add_piece(const ContentRecord& piece) {
  const bool fits =
      piece.offset <= present_size_ && piece.bytes.size() <= present_size_ - piece.offset;
  if (present_name_.empty() || !fits) {
    return Error{ErrorCode::failed, "was not read: monit-pkgmap-archive gave an invalid answer"};
  }
  if (!present_)
    present_.reset(::openat(contents_.get(), present_name_.c_str(), kContentFlags, kOwnFile));
  for (std::size_t written = 0; present_ && written < piece.bytes.size();) {
    const ssize_t more =
        ::pwrite(present_.get(), piece.bytes.data() + written, piece.bytes.size() - written,
                 static_cast<off_t>(piece.offset + written));
    if (more < 0 && errno != EINTR) return not_kept();
    if (more > 0) written += static_cast<std::size_t>(more);
  }
  present_bytes_ += piece.bytes.size();
  return present_ ? done() : Done(not_kept());
}

Done ImageFiles::end() {
  const Fd ended = std::move(present_);
  if (ended && ::ftruncate(ended.get(), static_cast<off_t>(present_size_)) != 0) return not_kept();
  return done();
}

std::uint64_t ImageFiles::drop() {
  if (!present_) return 0;
  present_.reset();
  ::unlinkat(contents_.get(), present_name_.c_str(), 0);
  return present_bytes_;
}

Done ImageFiles::make(const ImageTree& tree) {
  directories_.emplace_back();
  struct stat status {};
  if (::fstat(root_.get(), &status) != 0) return not_kept();
  made_.emplace(status.st_ino, Made{tree.file_number(ImageTree::kTop), 0, {}, true});
  return make_entries(tree, ImageTree::kTop, root_, 0);
}

Done ImageFiles::make_entries(const ImageTree& tree, ImageTree::Number node, const Fd& directory,
                              std::uint32_t number) {
  for (const auto& [name, entry] : tree.entries_of(node)) {
    if (Done one = make_one(tree, entry, directory, name, number); !one) return one;
  }
  return done();
}

Done ImageFiles::make_one(const ImageTree& tree, ImageTree::Number node, const Fd& directory,
                          const std::string& name, std::uint32_t above) {
  const File& file = tree.file(node);
  const std::uint32_t number = tree.file_number(node);
  const auto [first, is_first] = first_names_.try_emplace(number, 0);
  if (!is_first) return link_to_first(first->second, directory, name);
  Made made{number, above, name, true};
  if (S_ISDIR(file.mode)) {
    const auto inside = made_directory(directory.get(), name.c_str());
    if (!inside) return inside.error();
    directories_.push_back({above, name});
    const auto fresh = static_cast<std::uint32_t>(directories_.size() - 1);
    if (Done all = make_entries(tree, node, *inside, fresh); !all) return all;
  } else if (S_ISLNK(file.mode)) {
    if (::symlinkat(file.link.c_str(), directory.get(), name.c_str()) != 0) return not_kept();
  } else {
    made.filled = !S_ISREG(file.mode) || file.size == 0 || take_content(file, directory, name);
    if (!made.filled || !S_ISREG(file.mode) || file.size == 0) {
      if (Done kept = make_file(directory, name); !kept) return kept;
    }
  }
  adorn(directory, name, file);
  struct stat status {};
  if (::fstatat(directory.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    return not_kept();
  }
  first->second = status.st_ino;
  made_.emplace(status.st_ino, std::move(made));
  return done();
}

Done ImageFiles::link_to_first(ino_t first, const Fd& directory, const std::string& name) const {
  const Made& known = made_.at(first);
  const Fd above = open_directory(known.above);
  const bool linked =
      above && ::linkat(above.get(), known.name.c_str(), directory.get(), name.c_str(), 0) == 0;
  return linked ? done() : Done(not_kept());
}

Fd ImageFiles::open_directory(std::uint32_t number) const {
  std::string path = "/";
  for (; number != 0; number = directories_[number].above) {
    path = "/" + directories_[number].name + path;
  }
  return open_without_link(root_.get(), path, O_PATH | O_DIRECTORY);
}

// Also in the place of a device, a fifo or a socket: StandIn::correct() says what it is.
Done ImageFiles::make_file(const Fd& directory, const std::string& name) {
  const Fd made(::openat(directory.get(), name.c_str(), kNewFlags, kOwnFile));
  return made ? done() : Done(not_kept());
}

bool ImageFiles::take_content(const File& file, const Fd& directory, const std::string& name) {
  return ::renameat(contents_.get(), content_name(file.place).c_str(), directory.get(),
                    name.c_str()) == 0;
}

const ImageFiles::Made* ImageFiles::find(ino_t inode) const {
  const auto found = made_.find(inode);
  return found == made_.end() ? nullptr : &found->second;
}

std::vector<ino_t> ImageFiles::unfilled(const std::vector<std::uint32_t>& files) const {
  std::set<ino_t> inodes;
  for (const std::uint32_t file : files) {
    const auto known = first_names_.find(file);
    const Made* made = known == first_names_.end() ? nullptr : find(known->second);
    if (made && !made->filled) inodes.insert(known->second);
  }
  return {inodes.begin(), inodes.end()};
}

// The file keeps its inode, since somebody may have opened its name already.
Done ImageFiles::fill(const std::vector<ino_t>& inodes, const ImageTree& tree) {
  for (const ino_t inode : inodes) {
    const auto found = made_.find(inode);
    if (found == made_.end() || found->second.filled) continue;
    const File& file = tree.file_of_number(found->second.file);
    const std::string name = content_name(file.place);
    const Fd from(::openat(contents_.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    const Fd above = open_directory(found->second.above);
    const Fd into(
        above ? ::openat(above.get(), found->second.name.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
              : -1);
    // A file of holes alone has no piece.
    const bool filled =
        into && (from ? copied(from.get(), into.get())
                      : ::ftruncate(into.get(), static_cast<off_t>(file.size)) == 0);
    if (!filled) return not_kept();
    found->second.filled = true;
    ::unlinkat(contents_.get(), name.c_str(), 0);
  }
  return done();
}

}  // namespace pkgmap::image
