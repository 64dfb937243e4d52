// Makes the files of an archive in a directory in memory: names, links, and the contents that the
// confined program has sent.
//
// Order of calls: for each content begin(), any number of add_piece(), and end() or drop(); then
// make() once. Later, any number of times: further contents in the same way, then fill(). An Error
// means that memory is full or, from add_piece(), that the answer of the program contradicts
// itself. Opens every name without following a link. Not thread-safe. Private to engine/image.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/image/archive_protocol.hpp"
#include "engine/image/image_tree.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::image {

class ImageFiles {
 public:
  /// Makes two directories in `directory`, the absolute path of a directory that exists:
  /// `contents`, in which the contents wait for make() or fill(), and `root`, in which make() makes
  /// the files. Also fails if one of the two exists already.
  static Result<ImageFiles> in(const std::string& directory);

  /// Begins the content of the file `entry`, to which the next pieces belong. The caller has called
  /// end() or drop() for the previous content.
  void begin(const Entry& entry);
  /// Writes a piece of the content that began last. Fails if `entry` of begin() was no regular
  /// file, or if the piece does not lie within the size of that file.
  Done add_piece(const ContentRecord& piece);
  /// Ends the content that began last, and fills the bytes of which no piece came with zeros. Does
  /// nothing if no piece came: make() then does not set Made::filled, and fill() makes a file of
  /// zeros.
  Done end();
  /// Removes the content that began last instead of ending it. Returns how many bytes of it came.
  std::uint64_t drop();

  /// Makes the files of `tree` below `root`, with the contents for which end() was called so far. A
  /// regular file without such a content becomes an empty file. The caller calls make() once.
  Done make(const ImageTree& tree);

  /// What a file below `root`, or `root` itself, is.
  struct Made {
    std::uint32_t file = 0;   ///< ImageTree::file_number()
    std::uint32_t above = 0;  ///< Number of its directory; 0 is `root`.
    std::string name;         ///< One of its names in that directory; empty for `root` itself.
    bool filled = false;      ///< Whether its content is there. Always true for an empty file, and
                              ///< for every file that is not a regular file.
  };
  /// Returns the file with this inode, valid as long as the object; null if make() made none.
  const Made* find(ino_t inode) const;
  /// Returns the inodes of those of the files (ImageTree::file_number()) that are not filled,
  /// sorted, each once.
  std::vector<ino_t> unfilled(const std::vector<std::uint32_t>& files) const;

  /// Puts the contents that came after make() into the files with these inodes, and sets
  /// Made::filled. Skips an inode that make() did not make, and a file that is filled already. A
  /// file of which no piece has come gets its size in zeros, so the caller names no file whose
  /// content has not begun.
  Done fill(const std::vector<ino_t>& inodes, const ImageTree& tree);

 private:
  /// A directory below `root`, by its name: whole paths of many files could fill the memory.
  struct Directory {
    std::uint32_t above = 0;  ///< Number of the directory that has it; 0 is `root`.
    std::string name;         ///< Empty for `root`.
  };

  Done make_entries(const ImageTree& tree, ImageTree::Number node, const Fd& directory,
                    std::uint32_t number);
  Done make_one(const ImageTree& tree, ImageTree::Number node, const Fd& directory,
                const std::string& name, std::uint32_t above);
  Done link_to_first(ino_t first, const Fd& directory, const std::string& name) const;
  Fd open_directory(std::uint32_t number) const;
  static Done make_file(const Fd& directory, const std::string& name);
  bool take_content(const File& file, const Fd& directory, const std::string& name);

  Fd top_;
  Fd root_;
  Fd contents_;
  Fd present_;  ///< The content that is being written.
  std::string present_name_;
  std::uint64_t present_size_ = 0;
  std::uint64_t present_bytes_ = 0;  ///< How many bytes of it came.
  std::map<ino_t, Made> made_;
  std::vector<Directory> directories_;
  std::map<std::uint32_t, ino_t> first_names_;  ///< By file.
};

}  // namespace pkgmap::image
