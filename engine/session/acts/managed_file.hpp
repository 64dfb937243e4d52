// The file of ours among monit's control files: what stood there, so that it can be put back.
//
// In a directory that nobody else may write; a file that is not ours is never touched.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "engine/session/host/host.hpp"

namespace pkgmap {

class ManagedFile {
 public:
  /// An Error when the directory or the file is somebody else's. The file need not be there.
  static Result<ManagedFile> open(Host& host, const std::string& path);

  /// What stands there; nothing: there is no file.
  const std::optional<std::string>& before() const { return before_; }
  /// Atomic and durable. Nothing: the file goes.
  Done put(const std::optional<std::string>& text) const;

 private:
  ManagedFile(std::unique_ptr<StateStore> directory, std::string name)
      : directory_(std::move(directory)), name_(std::move(name)) {}

  std::unique_ptr<StateStore> directory_;
  std::string name_;
  std::optional<std::string> before_;
};

}  // namespace pkgmap
