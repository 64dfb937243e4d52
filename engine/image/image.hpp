// Turns a container image (in the layout of OCI, or as `docker save` writes it), or a tar file of
// the root of a host, into a root for the queries.
//
// No part of the archive reaches a disk. A confined program parses the archive (engine/archives).
// Names, links and the contents that queries read become files of a private directory in memory,
// which is removed with the object, or when this process ends. open() fetches the contents that
// most queries read. Any other content is fetched when a query opens its file; if that fails,
// opening the file fails with EIO. Not thread-safe.
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
  /// Directories from which open() fetches the contents of all files, in addition to what every
  /// query reads (/etc, the package databases, the units of systemd and the like). Absolute paths
  /// inside the image, without a slash at the end: "/srv"; the top directory is "". A path may have
  /// links; a link below such a directory is not followed.
  std::vector<std::string> below{};
};

class Image final : public StandIn {
 public:
  /// Reads the archive at `path`, and makes the directory root(). Until the returned object is
  /// destroyed, it is the StandIn of this directory: the functions of engine/system/files ask the
  /// object about the files there. The archive stays open. Never returns null. Fails if the archive
  /// cannot be opened, is no archive, is damaged or too big (more than 1 GiB of fetched contents,
  /// beyond the limits of image_tree.hpp, or more than 60 s of CPU to read), or if there is no
  /// place in memory. The message has the name of the archive, or says that there is no place.
  static Result<std::shared_ptr<Image>> open(const std::string& path, const ImageOptions& options);
  ~Image() override;

  /// Returns the absolute path of the directory with the files, which lives as long as the object.
  const std::string& root() const { return root_; }

  // As in StandIn. fill() returns EIO if the content cannot be fetched.
  void correct(struct stat& status) const override;
  int fill(const struct stat& status) override;
  void expect(const std::vector<std::string>& paths) override;
  void expect_below(const std::string& directory) override;

 private:
  Image(std::string program, Fd archive, MemoryDirectory directory, ImageFiles files);
  Done read(const ImageOptions& options);
  Done fetch_rest_below(const std::vector<std::string>& directories);
  Done fetch(std::vector<ino_t> inodes);
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
