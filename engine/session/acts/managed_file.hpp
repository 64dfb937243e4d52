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
  /// Reads the file. `path` is absolute (not checked). An Error as Host::directory() has it for the
  /// directory; also if the file is a link, belongs to another user, can be written by other users,
  /// or cannot be read; or if the file does not begin with rules::kSubstitutesHeader. No error if
  /// the file does not exist or is empty.
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

/// Returns why no substitute check can be written for a monit with this control file: the Error of
/// ManagedFile::open(). Returns nullopt if one can be written, or if `control_file` includes no
/// file for substitute checks (rules::managed_path()). Returns nullopt also for a user other than
/// root (Host::runs_as_root()), who cannot tell.
std::optional<Error> why_no_substitutes(Host& host, const monitrc::ControlFile& control_file);

}  // namespace pkgmap
