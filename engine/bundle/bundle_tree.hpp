// The files of a host as a bundle has them: ways to files, with owners and modes; contents only of
// texts that somebody adds. Private to engine/bundle.
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
  /// `root` is an absolute path.
  explicit BundleTree(const std::string& root) : root_path_(root), root_(root) {}

  /// Adds what stands on the way to a path: directories, links, and what is at its end, without its
  /// content. A path that is not there adds what there is of its way. Ignores a relative path.
  void add_way(const std::string& path);
  /// The same, with the time of the file or directory at the end.
  void add_watched(const std::string& path);
  /// The same, with the digests of the file at the end.
  void add_digests(const std::string& path);
  /// The same, with a text in place of the content.
  void add_text(const std::string& path, std::string text);
  /// The same, with the ways to the entries of the directory at the end.
  void add_list(const std::string& path);

  /// Returns the entries below the directory "root", sorted by path.
  std::vector<image::Packed> entries() const;
  /// Returns the regular files without a content, sorted by path.
  std::vector<RecordedFile> files() const;
  /// Returns the numbers of all owners and groups.
  const std::set<std::uint32_t>& users() const { return users_; }
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
