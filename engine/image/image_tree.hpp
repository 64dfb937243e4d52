// The tree of files that the entries of an archive make: of the layers of a container image, one
// over the other with their whiteouts, or of a tar file of a root.
//
// Anybody may have made the archive: add() refuses an entry whose path has "..", and a link leads
// at most to the top of the tree. Reads no file. The message of an Error continues a sentence that
// begins with the name of the archive: "is damaged: ...". Not thread-safe.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap::image {

// The limits of an archive. ImageTree::add() fails for an entry that exceeds one of them.
constexpr std::size_t kMostEntries = 400'000;               ///< Of all layers together.
constexpr std::size_t kMostNames = std::size_t{64} << 20U;  ///< Bytes of names and links.
constexpr std::size_t kLongestPath = 4096;                  ///< Bytes.
constexpr std::size_t kLongestName = 255;                   ///< Bytes of one component.
constexpr std::size_t kDeepest = 256;                       ///< Components.

/// Where the content of a file is: which entry of which layer, both from 0.
struct Place {
  std::uint32_t layer = 0;
  std::uint32_t entry = 0;
  auto operator<=>(const Place& other) const = default;
};

/// One entry of an archive, as the archive has it.
struct Entry {
  Place place;
  std::string path;           ///< "./usr/bin/x", "/usr/bin/x", "usr/bin/x": all mean the same.
  std::uint32_t mode = 0;     ///< With the file type; 0 for a further name of a file.
  std::uint32_t user = 0;     ///< User id of the owner.
  std::uint32_t group = 0;    ///< Group id.
  std::uint64_t size = 0;     ///< Bytes of the content; 0 for anything but a regular file.
  std::int64_t modified = 0;  ///< Seconds since 1970.
  std::string link;           ///< Target of a symbolic link, as written; else empty.
  /// Of a further name of a file (a hard link): the path of an earlier entry with this file. Then
  /// all members but `place` and `path` are empty or 0. Empty for the first name of a file.
  std::string same_as;
};

/// A file, which may have several names. The members are as in Entry.
struct File {
  std::uint32_t mode = 0;
  std::uint32_t user = 0;
  std::uint32_t group = 0;
  std::uint64_t size = 0;
  std::int64_t modified = 0;
  std::string link;
  Place place;
};

class ImageTree {
 public:
  using Number = std::uint32_t;      ///< Number of a node, that is, of one name.
  static constexpr Number kTop = 0;  ///< The node of the top directory.

  /// `layered` says that names such as ".wh.x" are whiteouts (of a container image), not files.
  explicit ImageTree(bool layered);

  /// Puts an entry into the tree. The caller adds the layers in their order, the lowest layer
  /// first. An entry replaces an earlier entry with the same path; but if both are directories, the
  /// files in the directory stay. Follows links on the way, and makes a directory where there is
  /// none, also in place of another file. A whiteout removes what lower layers have put there.
  /// Fails for a path with "..", for a `same_as` that names no file, if links lead in a circle, and
  /// if a limit is exceeded. After an Error the caller must not use the tree any more.
  Done add(const Entry& entry);

  /// Returns the file of a node. All returned references are valid until the next add(); a number
  /// must be one that this tree returned (not checked).
  const File& file(Number node) const { return files_[nodes_[node].file]; }
  /// Returns the file with a number that file_number() returned.
  const File& file_of_number(std::uint32_t number) const { return files_[number]; }
  /// Returns the number of the file of a node. Two names of one file have the same number.
  std::uint32_t file_number(Number node) const { return nodes_[node].file; }
  /// Returns the nodes right below a node by name; empty if it is no directory.
  const std::map<std::string, Number>& entries_of(Number node) const {
    return nodes_[node].entries;
  }
  /// Returns the numbers of all files below a directory, as file_number() does; a file with several
  /// names there comes several times. Follows no link: empty if a component of `directory` is a
  /// link, and if there is no such directory.
  std::vector<std::uint32_t> files_below(const std::string& directory) const;

 private:
  struct Node {
    std::uint32_t file = 0;
    std::uint32_t layer = 0;  ///< The last layer that has the node, or anything below it.
    std::map<std::string, Number> entries;
  };

  Number make(const File& file);
  Done count(const std::string& name, const std::string& link);
  Result<Number> directory_at(const std::vector<std::string>& parts, std::uint32_t layer);
  Done add_name(Number directory, const std::string& name, const Entry& entry);
  Done add_further_name(Number directory, const std::string& name, const Entry& entry);
  void white_out(Number directory, const std::string& name, std::uint32_t layer);
  void make_opaque(Number directory, std::uint32_t layer);
  void put(Number directory, const std::string& name, Number node);

  bool layered_;
  std::size_t count_ = 0;
  std::size_t name_bytes_ = 0;
  std::vector<Node> nodes_;
  std::vector<File> files_;
};

}  // namespace pkgmap::image
