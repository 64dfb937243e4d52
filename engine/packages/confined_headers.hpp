// Reads the headers of package files in a confined process: monit-pkgmap-headers for .rpm files
// (engine/headers), monit-pkgmap-debs for .deb files (engine/debs).
//
// Anybody may have made a package file, so a process without any rights parses the file: a flaw of
// the parser cannot harm the host. The class opens each file and passes the descriptor to the
// process. One process reads one file after another; if it dies, a new process replaces it. The
// class does not trust the answers of the process (header_protocol.hpp). It waits 10 s at most for
// an answer, and bounds the memory that an answer needs. Not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/packages/package_database.hpp"
#include "engine/system/process/helper.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

class ConfinedHeaders {
 public:
  /// `program` is the path of the confined program. `kind` is what this program reads, for error
  /// messages: "an rpm package". The constructor starts no process; the first read(), or begin(),
  /// does. The destructor ends the process.
  explicit ConfinedHeaders(std::string program, std::string kind = "an rpm package")
      : program_(std::move(program)), kind_(std::move(kind)) {}
  ConfinedHeaders(const ConfinedHeaders&) = delete;
  ConfinedHeaders& operator=(const ConfinedHeaders&) = delete;
  virtual ~ConfinedHeaders() = default;

  /// Starts the program now, so that it gets ready before the first read(). Ignores a failure:
  /// read() then starts the program itself.
  void begin() { static_cast<void>(start()); }

  /// Returns the package with all files, or, if `only` is not null, with the files that match
  /// `only`. `path` is a path of the running host. Never blocks on a fifo. Messages of an Error: "X
  /// is not an rpm package", "X is damaged: ...", "the header of X was not read: ...", "cannot open
  /// X: ...". Once the processes of this object have died more than 100 times, or answered late
  /// twice, every call returns an Error.
  ///
  /// Virtual: the module of rpm (rpm_module.hpp) has its own copy of this code, but must call the
  /// program's copy, since only the program's copy writes the heartbeat of a session while it waits
  /// (system/pulse.hpp).
  virtual Result<PackageDatabase::PackageFile> read(const std::string& path,
                                                    const FileFilter* only);

 private:
  struct Attempt;
  Attempt ask(const Fd& file, const FileFilter* only);
  Done start();

  std::string program_;
  std::string kind_;
  std::unique_ptr<Helper> helper_;
  std::optional<FileFilter> filter_;  ///< The filter that the helper has received.
  int answers_ = 0;                   ///< Answers of the helper that runs now.
  int deaths_ = 0;
  int late_ = 0;
};

/// Returns DatabaseOptions::reader. If DatabaseOptions::reader is null, returns a new reader for
/// package files of `system`, which has not started its program yet.
std::shared_ptr<ConfinedHeaders> reader_of(const DatabaseOptions& options,
                                           rules::PackageSystem system);

}  // namespace pkgmap
