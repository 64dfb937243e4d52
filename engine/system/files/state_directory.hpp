// The StateStore on disk: a directory that only its owner may write, and the files right below it.
//
// Owns one descriptor of the directory and reaches every file through it, without following links.
// write() makes a new file, syncs it, renames it and syncs the directory. For one thread.
#pragma once

#include <sys/stat.h>

#include <functional>
#include <string>
#include <vector>

#include "engine/system/fd.hpp"
#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// A state directory may contain further state directories, all below this subdirectory: the state
/// directory "/a" contains the state directory "/a/monits/b".
inline constexpr const char* kStateDirectoriesBelow = "/monits";

/// Returns the path of the state directory that contains the state directory `path`: "/a" for
/// "/a/monits/b"; empty if no state directory contains it.
std::string outer_state_directory(const std::string& path);

class StateDirectory : public StateStore {
 public:
  /// Opens the directory with the absolute path `path`. If it is missing, makes it with mode 0700,
  /// and missing parents with mode 0755. Fails if `path`, or outer_state_directory(path), is a
  /// link, belongs to another user than the caller, or can be written by others.
  static Result<StateDirectory> open(const std::string& path);
  /// Does what open() does, but makes no directory. Sets `missing` to true if the result is an
  /// Error because the directory, or the state directory that contains it, does not exist; in every
  /// other case to false.
  static Result<StateDirectory> open_existing(const std::string& path, bool& missing);
  /// Opens another directory, whose files this program shares with others, such as control files.
  /// Follows links that only root or the caller can replace (roots_way.hpp). Fails if the directory
  /// does not exist, belongs to another user than the caller, can be written by others, or if
  /// another user can replace a link that leads to it.
  static Result<StateDirectory> open_shared(const std::string& path);

  const std::string& path() const override { return path_; }

  /// Fails if no session could be written now, because the file system is read-only or full.
  /// Changes no file.
  Done require_writable() const;

  Result<std::vector<std::string>> list(const std::string& suffix) const override;
  Result<std::string> read(const std::string& name, std::size_t limit = 16U << 20U) const override;
  bool is_in_place() const override;
  std::string version(const std::string& name) const override;
  bool has(const std::string& name) const override;
  Done write(const std::string& name, const std::string& bytes) const override;
  Done write_with_room(const std::string& name, const std::string& bytes) const override;
  Done overwrite(const std::string& name, const std::string& bytes) const override;
  Result<std::string> read_earlier(const std::string& name) const override;
  Done append(const std::string& name, const std::string& line, std::size_t limit) const override;
  Done append_unsynced(const std::string& name, const std::string& line,
                       std::size_t limit) const override;
  Done rename(const std::string& name, const std::string& new_name) const override;
  Done remove(const std::string& name) const override;
  Done remove_unsynced(const std::string& name) const override;
  Result<std::unique_ptr<StateLock>> try_lock(const std::string& name) const override;

  /// Removes each text for whose name `is_own` returns true, with the files that write() and
  /// write_with_room() keep beside the text. Then removes the directory if it is empty and in place
  /// (is_in_place()). Ignores errors.
  void remove_itself(const std::function<bool(const std::string& name)>& is_own) const;

 private:
  /// Opens the directory at `path`, and does not follow a link there. `called`: what messages call
  /// the directory.
  static Result<StateDirectory> open_called(const std::string& called, const std::string& path,
                                            bool& missing);
  StateDirectory(std::string path, Fd fd) : path_(std::move(path)), fd_(std::move(fd)) {}

  /// Returns whether only the calling user can write the file.
  static bool is_ours(const struct stat& info);
  static Done require_ours(int fd, const std::string& doing);
  /// Returns the name of the spare file of `name`. It holds the earlier text, which
  /// write_with_room() replaced last. The next write_with_room() writes the new text over the
  /// earlier text, so that it needs no new space.
  static std::string room_of(const std::string& name);
  /// Returns the name of the file into which write() writes a new text, before it renames the file
  /// to `name`.
  static std::string fresh_of(const std::string& name);
  /// Returns the name of the text to which an entry of the directory belongs: reverses room_of()
  /// and fresh_of(), and returns any other entry as it is.
  static std::string text_of(const std::string& entry);
  /// Returns the names of all entries, sorted.
  Result<std::vector<std::string>> entries() const;
  std::string doing(const char* verb, const std::string& name) const;
  /// Appends the line. Returns the file, whose line may not be on the disk yet.
  Result<Fd> append_to(const std::string& name, const std::string& line, std::size_t limit) const;
  Result<Fd> make_file(const std::string& name) const;
  Result<Fd> open_room(const std::string& name, std::size_t size) const;
  Done put_in_place(const std::string& fresh, const std::string& name) const;

  std::string path_;
  Fd fd_;
};

}  // namespace pkgmap
