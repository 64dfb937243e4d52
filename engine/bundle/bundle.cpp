#include "engine/bundle/bundle.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <map>
#include <memory>
#include <utility>

#include "engine/image/image.hpp"
#include "engine/recorded/recorded_host.hpp"
#include "engine/system/files/host_files.hpp"
#include "engine/system/files/paths.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/files/stand_in.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kBiggestManifest = std::size_t{256} << 20U;
constexpr const char* kPolicyOfCaller = "/policy";

mode_t mode_of(FileType type) {
  switch (type) {
    case FileType::regular:
      return S_IFREG;
    case FileType::fifo:
      return S_IFIFO;
    case FileType::socket:
      return S_IFSOCK;
    case FileType::character_device:
      return S_IFCHR;
    case FileType::block_device:
      return S_IFBLK;
  }
  return S_IFREG;
}

/// The files of a bundle, some without their content or with another text.
class BundleFiles final : public StandIn {
 public:
  BundleFiles(std::shared_ptr<image::Image> image, const std::string& root,
              const std::vector<RecordedFile>& files)
      : image_(std::move(image)), root_(root) {
    const RootDirectory below(root);
    for (const RecordedFile& file : files) {
      struct stat status {};
      if (below.stat(file.path, false, status) == 0 && S_ISREG(status.st_mode)) {
        files_.emplace(status.st_ino, &file);
      }
    }
    set_stand_in(root_, this);
  }
  ~BundleFiles() override { set_stand_in(root_, nullptr); }

  void correct(struct stat& status) const override {
    image_->correct(status);
    if (const auto known = files_.find(status.st_ino); known != files_.end()) {
      status.st_size = static_cast<off_t>(known->second->size);
      status.st_mode = (status.st_mode & ~mode_t{S_IFMT}) | mode_of(known->second->type);
    }
  }
  int fill(const struct stat& status) override {
    const auto known = files_.find(status.st_ino);
    if (known == files_.end() || known->second->masked) return 0;
    return known->second->size == 0 ? 0 : ENODATA;
  }
  std::optional<std::string> digest(const struct stat& status,
                                    const Algorithm& algorithm) const override {
    const auto known = files_.find(status.st_ino);
    if (known == files_.end()) return std::nullopt;
    const auto digest = known->second->digests.find(algorithm);
    return digest == known->second->digests.end() ? std::nullopt : std::optional(digest->second);
  }

 private:
  std::shared_ptr<image::Image> image_;
  std::string root_;
  std::map<ino_t, const RecordedFile*> files_;
};

Error not_usable(const std::string& bundle, Error error) {
  error.message = bundle + " " + error.message;
  return error;
}

// Other people made the bundle: where one of its directories is a link, this host's files would
// answer.
bool has_its_directories(const std::string& top) {
  const RootDirectory below(top);
  struct stat status {};
  if (below.stat("/root", false, status) != 0 || !S_ISDIR(status.st_mode)) return false;
  const auto is_directory_if_any = [&](const char* path) {
    return below.stat(path, false, status) == 0 ? S_ISDIR(status.st_mode) : errno == ENOENT;
  };
  return is_directory_if_any("/state") && is_directory_if_any(kPolicyOfCaller);
}

// Also for a host where monit was not looked at: whatever the bundle has no file for is not there.
void use(const RecordedHost& host, const std::string& top, Settings& settings) {
  for (const RecordedUnserved& monit : host.unserved) {
    settings.unserved.push_back({monit.about, monit.executable, monit.is_missed});
  }
  if (settings.policy_file.empty() && !host.policy_file.empty()) {
    settings.policy_file = lexically_normal(host.policy_file);
    settings.policy_root = top + kPolicyOfCaller;
  }
}

}  // namespace

Result<Settings> open_bundle(Settings settings) {
  const std::string& name = settings.bundle_file;
  auto opened = image::Image::open(name, {settings.libexec, {""}});
  if (!opened) return opened.error();
  const HostFiles files((*opened)->root());
  const auto manifest = files.read_up_to("/manifest.json", kBiggestManifest);
  const auto packages = files.read_up_to("/packages.json", kBiggestManifest);
  if (!manifest.ok || !packages.ok) {
    return not_usable(name, {ErrorCode::failed, "is no bundle: it has no manifest",
                             "'monit-pkgmap bundle FILE' makes one; --image reads other archives"});
  }
  auto host = read_manifest(manifest.bytes, packages.bytes);
  if (!host) return not_usable(name, host.error());
  if (!has_its_directories((*opened)->root())) {
    return not_usable(name,
                      {ErrorCode::failed,
                       "is damaged: it has no directory `root`, or `state` or `policy` is none"});
  }
  if (!settings.monitrc.empty() && settings.monitrc != (*host)->control_file) {
    return Error{ErrorCode::usage, name + " is about the monit with " + (*host)->control_file +
                                       ", not about that with " + settings.monitrc};
  }
  const std::string top = (*opened)->root();
  settings.root = top + "/root";
  settings.state_directory = top + "/state";
  settings.image = std::make_shared<BundleFiles>(*std::move(opened), settings.root, (*host)->files);
  settings.recorded_packages = (*host)->packages;
  use(**host, top, settings);
  settings.recorded = *std::move(host);
  return settings;
}

}  // namespace pkgmap
