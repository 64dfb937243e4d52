// Directories whose files stand in for those of another place: of a container image, of a bundle.
//
// Such a directory has the names, the links and some contents. Owners, modes, sizes and times are
// those of the other place, which a StandIn knows. RootDirectory and the functions beside it ask
// for the StandIn of their root, so nobody else need know of it. For one thread.
#pragma once

#include <sys/stat.h>

#include <optional>
#include <string>
#include <vector>

#include "parsers/source/digest.hpp"

namespace pkgmap {

class StandIn {
 public:
  StandIn() = default;
  StandIn(const StandIn&) = delete;
  StandIn& operator=(const StandIn&) = delete;
  virtual ~StandIn() = default;

  /// Replaces what fstat(2) said of a file below the directory by what the other place says.
  /// Device and inode stay. A file that nobody knows stays as it is.
  virtual void correct(struct stat& status) const = 0;
  /// Gets the content of a file, which correct() has not changed, unless it is there. Returns 0, or
  /// an errno: ENODATA if nobody has the content.
  virtual int fill(const struct stat& status) = 0;
  /// Gets the contents of these files at once: fill() would get one after the other. The paths are
  /// inside the root; those that do not exist are left out.
  virtual void expect(const std::vector<std::string>& /*paths*/) {}
  /// Returns the digest of a file whose content is not there; nullopt if it is unknown.
  virtual std::optional<std::string> digest(const struct stat& /*status*/,
                                            const Algorithm& /*algorithm*/) const {
    return std::nullopt;
  }
};

/// From now on `stand_in` speaks for the files below `root`, an absolute path; null: nobody does.
void set_stand_in(const std::string& root, StandIn* stand_in);
/// Returns a null pointer if the files below `root` are just files.
StandIn* stand_in_of(const std::string& root);

}  // namespace pkgmap
