// A container image or the root of a host in a tar file, as a root for the queries: plain, in the
// layout of OCI, or as `docker save` writes it.
//
// The archive is not unpacked to a disk. A confined program parses it (engine/archives); names,
// links and the contents that queries read become a private directory in memory, which goes with
// the object, or with this process. Contents that nobody expected are fetched when somebody opens
// their file. Not thread-safe.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/image/archive_client.hpp"
#include "engine/image/image_files.hpp"
#include "engine/image/image_tree.hpp"
#include "engine/image/memory_directory.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/files/stand_in.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::image {

struct ImageOptions {
  std::string libexec;  ///< The directory of monit-pkgmap-archive.
  /// Directories inside the image whose files will be read besides the usual ones: absolute.
  std::vector<std::string> below{};
};

class Image final : public StandIn {
 public:
  /// Reads the archive at `path`, and stands in for it at root(). Fails with the name of the
  /// archive and the reason: it cannot be opened, is no archive, is damaged, is too big.
  static Result<std::shared_ptr<Image>> open(const std::string& path, const ImageOptions& options);
  ~Image() override;

  /// Returns the directory with the files: an absolute path.
  const std::string& root() const { return root_; }

  void correct(struct stat& status) const override;
  int fill(const struct stat& status) override;
  void expect(const std::vector<std::string>& paths) override;

 private:
  Image(std::string program, Fd archive, MemoryDirectory directory, ImageFiles files);
  Done read(const ImageOptions& options);
  Done fetch(const std::vector<ino_t>& inodes);
  Done ask(const ReadRequest& request, const TakeRecord& take);

  std::string program_;
  Fd archive_;
  MemoryDirectory directory_;
  std::string root_;
  ImageFiles files_;
  ImageTree tree_{false};
  std::uint64_t left_ = 0;  ///< How many bytes of contents may still come.
};

}  // namespace pkgmap::image
