// Collects the files of a host for a bundle: the ways to files, with owners and modes, and the few
// contents that add_text() gets. A path that is relative, or below /proc or /sys, adds no file.
// What cannot be read is missing. Not thread-safe. Private to engine/bundle.
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

  /// Adds what stands on the way to a path: directories, links, and the file or directory at the
  /// end, without its content. If the path does not exist, adds the part of the way that exists.
  void add_way(const std::string& path);
  /// Does the same as add_way(), with the time of the file or directory at the end.
  void add_watched(const std::string& path);
  /// Does the same as add_watched(), with the digests of the file at the end if it is regular.
  void add_digests(const std::string& path);
  /// Does the same as add_watched(), with `text` as the content of the file at the end. Ignores the
  /// text if no regular file is there.
  void add_text(const std::string& path, std::string text);
  /// Does the same as add_watched(), with the ways to the entries of the directory at the end,
  /// unless it has more than 10,000.
  void add_list(const std::string& path);

  /// Returns what was added, as entries of the archive whose paths begin with "root", sorted by
  /// path.
  std::vector<image::Packed> entries() const;
  /// Returns the added regular files for which add_text() was not called, sorted by path.
  std::vector<RecordedFile> files() const;
  /// Returns the numbers of the owners of what was added.
  const std::set<std::uint32_t>& users() const { return users_; }
  /// Returns the numbers of the groups of what was added.
  const std::set<std::uint32_t>& groups() const { return groups_; }

 private:
  struct Member {
    image::Entry entry;
    std::string text;
    bool has_text = false;
    rules::Digests digests;
  };

  Member* add(const std::string& resolved, bool with_time);
  /// Returns what is at the end; null if nothing is.
  Member* add_way_to(const std::string& path, bool with_time);

  std::string root_path_;
  RootDirectory root_;
  std::map<std::string, Member> members_;  ///< By resolved path.
  std::set<std::uint32_t> users_;
  std::set<std::uint32_t> groups_;
};

}  // namespace pkgmap
