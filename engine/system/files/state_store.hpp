// Named texts that outlive the process, behind one interface: the state directory, or a test's
// memory.
//
// Every write is whole or not at all, and durable when it returns. Not thread-safe.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/system/result.hpp"

namespace pkgmap {

/// A lock is held as long as one of these lives.
class StateLock {
 public:
  virtual ~StateLock() = default;
};

class StateStore {
 public:
  virtual ~StateStore() = default;

  /// For messages.
  virtual const std::string& path() const = 0;

  /// Names that end in `suffix`, sorted.
  virtual Result<std::vector<std::string>> list(const std::string& suffix) const = 0;
  /// At most `limit` bytes; a longer text is an error, as is one that is not there.
  virtual Result<std::string> read(const std::string& name,
                                   std::size_t limit = 16U << 20U) const = 0;
  virtual bool has(const std::string& name) const = 0;

  virtual Done write(const std::string& name, const std::string& bytes) const = 0;
  /// As write(), with room for the next one set aside: when the disk is full by then, it is there
  /// all the same. The text may have blank lines added at its end.
  virtual Done write_with_room(const std::string& name, const std::string& bytes) const = 0;
  /// What write_with_room() replaced last; an error when there is none.
  virtual Result<std::string> read_earlier(const std::string& name) const = 0;
  /// Adds a line. When the text would grow beyond `limit` bytes it becomes NAME.1 first, and a
  /// NAME.1 that is there is dropped.
  virtual Done append(const std::string& name, const std::string& line,
                      std::size_t limit) const = 0;
  /// Needs no room; what has the new name is replaced, and the room of both is given up.
  virtual Done rename(const std::string& name, const std::string& new_name) const = 0;
  /// No error when it is gone already.
  virtual Done remove(const std::string& name) const = 0;

  /// Null while somebody else holds it.
  virtual Result<std::unique_ptr<StateLock>> try_lock(const std::string& name) const = 0;
};

}  // namespace pkgmap
