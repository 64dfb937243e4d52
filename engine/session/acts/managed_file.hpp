// The one file of ours among monit's control files. It holds the substitute checks; its earlier
// text is kept, so that a caller can put it back.
//
// Its directory must not be writable by other users. A file that this program did not write is
// never changed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "engine/session/host/host.hpp"

namespace pkgmap {

class ManagedFile {
 public:
  /// An Error if other users may write in the directory, or if somebody else made the file. No
  /// error if the file does not exist.
  static Result<ManagedFile> open(Host& host, const std::string& path);

  /// The text at the time of open(); nullopt if there was no file.
  const std::optional<std::string>& before() const { return before_; }
  /// Writes the text, atomically and durably. nullopt removes the file.
  Done put(const std::optional<std::string>& text) const;

 private:
  ManagedFile(std::unique_ptr<StateStore> directory, std::string name)
      : directory_(std::move(directory)), name_(std::move(name)) {}

  std::unique_ptr<StateStore> directory_;
  std::string name_;
  std::optional<std::string> before_;
};

}  // namespace pkgmap
