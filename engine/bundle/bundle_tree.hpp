// Collects the files of a host for a bundle. A file is collected with its way, that is, with the
// directories and links through which its path leads. Of each the bundle gets owner and mode, but
// the content only if add_text() gets it.
//
// The tree leaves out relative paths, files below /proc and /sys, files that it cannot look at, and
// paths that are too long or too deep for an archive (kLongestPath, kLongestName and kDeepest of
// engine/image/image_tree.hpp). Not thread-safe. Private to engine/bundle.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/image/archive_client.hpp"
#include "engine/recorded/recorded_host.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap {

class BundleTree {
 public:
  /// `root` is the absolute path of the host's root. All other paths are as seen from inside it.
  explicit BundleTree(const std::string& root) : root_path_(root), root_(root) {}

  /// Adds the way to a path, with the file or directory at the end, without its content. A file at
  /// the end gets its time of modification, a directory does not. If the path does not exist, adds
  /// the part of the way that exists.
  void add_way(const std::string& path);
  /// Adds what add_way() adds. A directory at the end also gets its time of modification.
  void add_watched(const std::string& path);
  /// Adds what add_watched() adds. A regular file at the end also gets its digests.
  void add_digests(const std::string& path);
  /// Adds what add_watched() adds. A regular file at the end also gets the content `text`; the
  /// function ignores `text` if something else is at the end.
  void add_text(const std::string& path, std::string text);
  /// Adds what add_watched() adds. If a directory is at the end, also adds its first 10,000 entries
  /// in the order of their names; if an entry is a link, adds the link and not what it leads to.
  /// Adds no more entries once those of all lists have about 32 MiB.
  void add_list(const std::string& path);

  /// Returns everything that was added, sorted by path, as entries of an archive: the path of an
  /// entry is "root" and the path inside the host's root ("root/etc/passwd"). A socket, fifo or
  /// device is an empty regular file there: an archive has no sockets, and nobody shall get a
  /// device, or wait at a fifo, by unpacking a bundle.
  std::vector<image::Packed> entries() const;
  /// Returns the added files, sorted by path, without directories and links. A file for which
  /// add_text() was called is RecordedFile::masked.
  std::vector<RecordedFile> files() const;
  /// Returns the user ids of everything that was added.
  const std::set<std::uint32_t>& users() const { return users_; }
  /// Returns the group ids of everything that was added.
  const std::set<std::uint32_t>& groups() const { return groups_; }

 private:
  struct Member {
    image::Entry entry;
    std::string text;
    bool has_text = false;
    rules::Digests digests;
  };

  Member* add(const std::string& resolved, bool with_time);
  bool add_entry(const std::string& resolved);
  /// Returns the member at the end of the way; null if the path does not exist or adds no file.
  Member* add_way_to(const std::string& path, bool with_time);

  std::string root_path_;
  RootDirectory root_;
  std::map<std::string, Member> members_;  ///< By resolved path.
  std::set<std::uint32_t> users_;
  std::set<std::uint32_t> groups_;
  std::size_t listed_bytes_ = 0;  ///< Of the entries of all lists, links with their texts.
};

}  // namespace pkgmap
