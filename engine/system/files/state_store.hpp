// Keeps named texts that outlive the process. One interface for the files of the state directory
// and for the memory of a test.
//
// A write happens as a whole or not at all, and is durable when the function returns, unless the
// comment of the function says otherwise. Every function that returns a Result or Done may fail as
// the disk does. The name of a text is a file name without a slash, and without a dot at its
// beginning. For one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

/// Holds a lock of StateStore::try_lock(), and gives it back in the destructor.
class StateLock {
 public:
  virtual ~StateLock() = default;
};

class StateStore {
 public:
  virtual ~StateStore() = default;

  /// Returns the path of the directory, also for messages.
  virtual const std::string& path() const = 0;

  /// Returns the names of the texts that end in `suffix`, sorted; may be empty.
  virtual Result<std::vector<std::string>> list(const std::string& suffix) const = 0;
  /// Returns the whole text with this name. Fails if there is none (ask has()), or if it is longer
  /// than `limit` bytes.
  virtual Result<std::string> read(const std::string& name,
                                   std::size_t limit = 16U << 20U) const = 0;
  /// Returns whether path() still leads to this directory. False if the directory was removed, if
  /// another directory hides it, and if that cannot be found out.
  virtual bool is_in_place() const = 0;
  /// Returns a stamp of the text with this name. A caller that compares two stamps learns whether
  /// the text has changed between the two calls; only overwrite() may leave the stamp as it was.
  /// Empty if there is no text with this name, or if that cannot be found out. Does not read the
  /// text.
  virtual std::string version(const std::string& name) const = 0;
  /// Returns whether there is a text with this name. Returns true, too, if that cannot be found
  /// out.
  virtual bool has(const std::string& name) const = 0;

  /// Replaces the text with this name, or makes it.
  virtual Done write(const std::string& name, const std::string& bytes) const = 0;
  /// Does what write() does, and reserves disk space for the next write_with_room() of this name,
  /// which then succeeds on a full disk, unless its text is far longer. May add blank lines at the
  /// end of the text.
  virtual Done write_with_room(const std::string& name, const std::string& bytes) const = 0;
  /// Replaces a small text in place, or makes it. Not durable. Needs disk space only if the text
  /// becomes longer; the caller gives every text of one name the same length.
  virtual Done overwrite(const std::string& name, const std::string& bytes) const = 0;
  /// Returns the text of this name that write_with_room() replaced last; fails if there is none.
  virtual Result<std::string> read_earlier(const std::string& name) const = 0;
  /// Adds a line at the end of the text with this name, or makes the text. `line` has no newline:
  /// the function adds it. A power failure may leave a part of the line; the next line begins
  /// behind a newline all the same. If the text would grow beyond `limit` bytes, first renames the
  /// text to NAME.1, in place of an older NAME.1; the line then begins a new text.
  virtual Done append(const std::string& name, const std::string& line,
                      std::size_t limit) const = 0;
  /// Does what append() does, but does not wait for the disk: a power failure may take the line
  /// away.
  virtual Done append_unsynced(const std::string& name, const std::string& line,
                               std::size_t limit) const = 0;
  /// Renames a text, in place of the text that has the new name; fails if there is no text `name`.
  /// Needs no disk space, and frees the space that is reserved for either name.
  virtual Done rename(const std::string& name, const std::string& new_name) const = 0;
  /// Removes a text. Succeeds also if there is no such text.
  virtual Done remove(const std::string& name) const = 0;
  /// Does what remove() does, but does not wait for the disk: a power failure may bring the text
  /// back.
  virtual Done remove_unsynced(const std::string& name) const = 0;

  /// Takes the lock with this name. Returns null if another process, or this process, holds the
  /// lock now. Does not wait.
  virtual Result<std::unique_ptr<StateLock>> try_lock(const std::string& name) const = 0;
};

}  // namespace pkgmap
