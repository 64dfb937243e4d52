// Reads and replaces the only file of this program among monit's control files, which holds the
// substitute checks. Keeps the earlier text of the file, so that a caller can put this text back.
//
// A file that this program did not write is never replaced: open() returns an Error. For one
// thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "engine/session/host/host.hpp"

namespace pkgmap {

class ManagedFile {
 public:
  /// Reads the file. `path` is absolute (not checked). An Error if the directory does not exist; if
  /// the directory or the file is a link, belongs to another user, or can be written by other
  /// users; if the file cannot be read; or if the file does not begin with
  /// rules::kSubstitutesHeader. No error if the file does not exist or is empty.
  static Result<ManagedFile> open(Host& host, const std::string& path);

  /// Returns the text at the time of open(); nullopt if there was no file.
  const std::optional<std::string>& before() const { return before_; }
  /// Replaces the file by one with this text, atomically and durably. nullopt removes the file, if
  /// there is one. The text begins with rules::kSubstitutesHeader (not checked). before() does not
  /// change. An Error if the disk cannot be written.
  Done put(const std::optional<std::string>& text) const;

 private:
  ManagedFile(std::unique_ptr<StateStore> directory, std::string name)
      : directory_(std::move(directory)), name_(std::move(name)) {}

  std::unique_ptr<StateStore> directory_;
  std::string name_;
  std::optional<std::string> before_;
};

}  // namespace pkgmap
