// The files of an archive as files of a directory in memory: names, links, and the contents that
// were sent.
//
// Private to engine/image. The directory belongs to this process alone; all the same, every name is
// opened without following a link. Not thread-safe.
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
  /// Makes the directories `contents` and `root` in `directory`, an absolute path.
  static Result<ImageFiles> in(const std::string& directory);

  /// Begins the content of a file; the pieces that follow belong to it.
  void begin(const Entry& entry);
  Done add_piece(const ContentRecord& piece);
  /// Ends the last content.
  Done end();

  /// Makes the tree below `root`, with the contents so far. Call it once.
  Done make(const ImageTree& tree);

  /// What a file below `root` is, by its inode.
  struct Made {
    std::uint32_t file = 0;   ///< ImageTree::file_number()
    std::uint32_t above = 0;  ///< Number of its directory.
    std::string name;         ///< In this directory: one of its names.
    bool filled = false;      ///< Its content is there, or it is empty.
  };
  const Made* find(ino_t inode) const;

  /// Puts contents that came after make() into their files, and marks these as filled.
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
  std::map<ino_t, Made> made_;
  std::vector<Directory> directories_;
  std::map<std::uint32_t, ino_t> first_names_;  ///< By file.
};

}  // namespace pkgmap::image
