#include "engine/image/image.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "engine/system/files/paths.hpp"
#include "engine/system/files/regular_file.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap::image {
namespace {

constexpr std::uint64_t kMostContents = std::uint64_t{1} << 30U;  // Bytes, all together.

// What queries read of every host: settings, units and package databases.
constexpr std::array kUsual = {"/etc/",           "/usr/lib/systemd/",    "/lib/systemd/",
                               "/run/systemd/",   "/usr/lib/tmpfiles.d/", "/usr/local/lib/systemd/",
                               "/usr/share/rpm/", "/var/lib/rpm/",        "/usr/lib/sysimage/rpm/",
                               "/var/lib/dpkg/",  "/var/lib/ucf/",        "/var/lib/alternatives/"};

Error about(const std::string& archive, Error error) {
  error.message = archive + " " + error.message;
  return error;
}

}  // namespace

Image::Image(std::string program, Fd archive, MemoryDirectory directory, ImageFiles files)
    : program_(std::move(program)),
      archive_(std::move(archive)),
      directory_(std::move(directory)),
      root_(directory_.path() + "/root"),
      files_(std::move(files)),
      left_(kMostContents) {
}

Image::~Image() {
  set_stand_in(root_, nullptr);
}

Result<std::shared_ptr<Image>> Image::open(const std::string& path, const ImageOptions& options) {
  RegularFile archive = open_regular(path);
  if (!archive) {
    const std::string why = archive.error == 0 ? "it " + archive.why() : archive.why();
    return Error{ErrorCode::failed, "cannot open " + path + ": " + why};
  }
  auto directory = MemoryDirectory::make();
  if (!directory) return directory.error();
  auto files = ImageFiles::in(directory->path());
  if (!files) return about(path, files.error());
  const std::shared_ptr<Image> image(new Image(options.libexec + "/monit-pkgmap-archive",
                                               std::move(archive.fd), std::move(*directory),
                                               std::move(*files)));
  if (Done read = image->read(options); !read) return about(path, read.error());
  set_stand_in(image->root_, image.get());
  return image;
}

Done Image::ask(const ReadRequest& request, const TakeRecord& take) {
  const Done asked =
      ask_for_entries(program_, archive_.get(), request, [&](const Record& record) -> Done {
        if (const auto* piece = std::get_if<ContentRecord>(&record)) {
          left_ -= std::min<std::uint64_t>(left_, piece->bytes.size());
          return files_.add_piece(*piece);
        }
        if (Done ended = files_.end(); !ended) return ended;
        if (const auto* entry = std::get_if<EntryRecord>(&record)) files_.begin(entry->entry);
        return take(record);
      });
  if (asked) return files_.end();
  left_ += files_.drop();
  return asked;
}

Done Image::read(const ImageOptions& options) {
  ReadRequest request;
  request.below.assign(kUsual.begin(), kUsual.end());
  for (const std::string& directory : options.below) request.below.push_back(directory + "/");
  request.most_bytes = left_;
  const Done asked = ask(request, [&](const Record& record) -> Done {
    if (const auto* entry = std::get_if<EntryRecord>(&record)) return tree_.add(entry->entry);
    tree_ = ImageTree(true);
    return done();
  });
  if (!asked) return asked;
  if (Done made = files_.make(tree_); !made) return made;
  return fetch_rest_below(request.below);
}

// The program that reads the archive compares the paths as the archive spells them. So a content is
// missing if a link leads to the directory, and if an entry elsewhere has the content of the file.
Done Image::fetch_rest_below(const std::vector<std::string>& directories) {
  std::vector<std::uint32_t> files;
  for (const std::string& directory : directories) {
    const auto below = tree_.files_below(resolve_directory(root_, directory));
    files.insert(files.end(), below.begin(), below.end());
  }
  const std::vector<ino_t> inodes = files_.unfilled(files);
  return inodes.empty() ? done() : fetch(inodes);
}

void Image::correct(struct stat& status) const {
  const ImageFiles::Made* made = files_.find(status.st_ino);
  if (!made) return;
  const File& file = tree_.file_of_number(made->file);
  status.st_mode = file.mode;
  status.st_uid = file.user;
  status.st_gid = file.group;
  if (S_ISREG(file.mode)) status.st_size = static_cast<off_t>(file.size);
  status.st_mtim = {file.modified, 0};
}

int Image::fill(const struct stat& status) {
  const ImageFiles::Made* made = files_.find(status.st_ino);
  if (!made || made->filled) return 0;
  return fetch({status.st_ino}) && made->filled ? 0 : EIO;
}

void Image::expect(const std::vector<std::string>& paths) {
  const RootDirectory root(root_);
  std::vector<ino_t> inodes;
  for (const std::string& path : paths) {
    struct stat status {};
    if (!path.starts_with('/') || root.stat(path, true, status) != 0) continue;
    const ImageFiles::Made* made = files_.find(status.st_ino);
    if (made && !made->filled) inodes.push_back(status.st_ino);
  }
  // A failure shows when somebody opens the file.
  if (!inodes.empty()) static_cast<void>(fetch(inodes));
}

void Image::expect_below(const std::string& directory) {
  const std::vector<ino_t> inodes = files_.unfilled(tree_.files_below(directory));
  if (!inodes.empty()) static_cast<void>(fetch(inodes));
}

// What came before a failure counts: the file that made the rest fail must not take others along.
Done Image::fetch(std::vector<ino_t> inodes) {
  ReadRequest request;
  for (const ino_t inode : inodes) {
    request.contents.push_back(tree_.file_of_number(files_.find(inode)->file).place);
  }
  std::sort(request.contents.begin(), request.contents.end());
  request.only_contents = true;
  request.most_bytes = left_;
  std::vector<Place> came;
  const Done asked = ask(request, [&](const Record& record) {
    if (const auto* entry = std::get_if<EntryRecord>(&record)) came.push_back(entry->entry.place);
    return done();
  });
  // The last content may be a part.
  if (!asked && !came.empty()) came.pop_back();
  std::sort(came.begin(), came.end());
  std::erase_if(inodes, [&](ino_t inode) {
    const Place& place = tree_.file_of_number(files_.find(inode)->file).place;
    return !std::binary_search(came.begin(), came.end(), place);
  });
  const Done filled = files_.fill(inodes, tree_);
  return asked ? filled : asked;
}

}  // namespace pkgmap::image
