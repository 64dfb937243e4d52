// Corrects what the files of a directory look like, if the directory stands in for another place:
// for a container image or a bundle.
//
// Such a directory has the names, the links and some contents of the other place. Only its StandIn
// knows the owners, modes, sizes and times. RootDirectory and the functions beside it ask the
// StandIn of their root, so other code need not. Code that opens a file below the root in another
// way must ask the StandIn itself: correct() for what fstat(2) says, also of a descriptor that a
// walk gives to a Passerby (paths.hpp), and fill() before it reads. The readers of package
// databases do (engine/packages). For one thread.
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

  /// Replaces in `status`, which fstat(2) set for a file below the directory, the mode, owner,
  /// group, size and time by those of the other place. Leaves `status` as it is for a file that the
  /// StandIn does not know.
  virtual void correct(struct stat& status) const = 0;
  /// Makes sure that a file has its content. `status` is what fstat(2) set, before correct().
  /// Returns 0 if the content is there now, else an errno: ENODATA if the other place does not have
  /// it.
  virtual int fill(const struct stat& status) = 0;
  /// Makes sure that these files have their contents, faster than a fill() of each. The paths are
  /// absolute as seen from inside the root. Ignores paths that do not exist, and ignores errors.
  virtual void expect(const std::vector<std::string>& /*paths*/) {}
  /// Does what expect() does, for every regular file below a directory whose path has no link.
  virtual void expect_below(const std::string& /*directory*/) {}
  /// Returns the digest of a file whose content the directory may lack, in lower-case hex; nullopt
  /// if the StandIn does not know it. `status` is as for fill(). `algorithm` is an algorithm that
  /// digest_of() (engine/packages/digest.hpp) accepts, such as "sha256".
  virtual std::optional<std::string> digest(const struct stat& /*status*/,
                                            const Algorithm& /*algorithm*/) const {
    return std::nullopt;
  }
};

/// Makes `stand_in` the StandIn of the directory `root`, an absolute path, for each RootDirectory
/// that is made from now on; null removes it. `stand_in` must live until it is removed.
void set_stand_in(const std::string& root, StandIn* stand_in);
/// Returns the StandIn of the directory `root`; null if there is none.
StandIn* stand_in_of(const std::string& root);

}  // namespace pkgmap
