// Reads the headers of package files in a confined process: monit-pkgmap-headers for .rpm files
// (engine/headers), monit-pkgmap-debs for .deb files (engine/debs).
//
// Other people made what a package file holds, so a process without any rights parses it: a flaw in
// this process cannot harm the host. The class opens each file and passes the descriptor on. One
// process serves all files in turn; a new process replaces one that died. The class checks the
// answers of the process as strictly as files (header_protocol.hpp). A file takes 10 s at most, and
// memory is bounded. Not thread-safe.
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
  /// `program` is the path of the program that reads, `kind` what it reads: "an rpm package". The
  /// first read() starts the program; the destructor ends it.
  explicit ConfinedHeaders(std::string program, std::string kind = "an rpm package")
      : program_(std::move(program)), kind_(std::move(kind)) {}
  ConfinedHeaders(const ConfinedHeaders&) = delete;
  ConfinedHeaders& operator=(const ConfinedHeaders&) = delete;
  virtual ~ConfinedHeaders() = default;

  /// Starts the program now rather than in read(). An error comes back in read().
  void begin() { static_cast<void>(start()); }

  /// Returns the package with all files, or, if `only` is not null, with the files that match
  /// `only`. Never blocks on a fifo. After many deaths or late answers of the process, refuses all
  /// files. Errors: "X is not an rpm package", "X is damaged: ...", "the header of X was not read:
  /// ...", and those of open(2). Virtual, so that the module of rpm calls the function of the
  /// program, whose waits keep the heart of a session beating (system/pulse.hpp).
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

/// Returns the reader of the options; without one, a reader of the package files of `system` that
/// has not started.
std::shared_ptr<ConfinedHeaders> reader_of(const DatabaseOptions& options,
                                           rules::PackageSystem system);

}  // namespace pkgmap
