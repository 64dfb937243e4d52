// Says where the files of dpkg's lists really lie, and which mode and owner they have. Three things
// move or change them: links in place of directories (merged /usr), dpkg-divert(1) and
// dpkg-statoverride(1).
//
// dpkg's lists have the paths as packages ship them. With `/lib` a link to `usr/lib`, "/lib/x" and
// "/usr/lib/x" are one file; a diversion moves a file of every package but one. An object does not
// change once built. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/packages/dpkg/admin_directory.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::dpkg {

/// A diversion of dpkg-divert(1).
struct Diversion {
  std::string from;     ///< The path in the lists of packages, as dpkg writes it.
  std::string to;       ///< The path at which the file lies instead, as dpkg writes it.
  std::string package;  ///< The package whose file stays at `from`; ":" if no package's file does.
};

/// Owner and mode that dpkg-statoverride(1) has set for a path.
struct Override {
  std::string user;        ///< A name or, after '#', a number.
  std::string group;       ///< A name or, after '#', a number.
  std::uint32_t mode = 0;  ///< Permission bits.
};

class Layout {
 public:
  /// `root` is the root directory of the system to which the packages belong. All other paths of
  /// this class are absolute, as seen from inside the root. A missing file of diversions or
  /// overrides counts as empty. Fails with ErrorCode::package_database if such a file cannot be
  /// read or is damaged.
  static Result<Layout> read(const AdminDirectory& directory, const std::string& root);

  /// Returns one spelling for all paths of the same file: "/usr/lib/x" for "/lib/x" and for
  /// "/usr/lib/x". Knows only the usual links at the top (/bin, /lib, /var/run and the like).
  std::string common(std::string_view path) const;

  /// Returns the paths by which a list may name the file at `path`, including `path` itself, each
  /// once. Ignores diversions.
  std::vector<std::string> spellings(const std::string& path) const;

  /// Returns the diversion of a path in a list, in any spelling; null if there is none. It does not
  /// apply to the package Diversion::package.
  const Diversion* diversion_of(std::string_view listed) const;
  const std::vector<Diversion>& diversions() const { return diversions_; }
  /// Returns the diversions that move a file to `path`, in any spelling; may be empty.
  std::vector<const Diversion*> diversions_to(std::string_view path) const;

  /// Returns where the file lies that `package` lists as `listed`: at `listed` if no diversion
  /// applies.
  std::string place_of(const std::string& package, const std::string& listed) const;

  /// Returns the override for the file that lies at `path` (after a diversion), in any spelling of
  /// the path; null if there is none.
  const Override* override_of(std::string_view path) const;

 private:
  Done read_diversions(const AdminDirectory& directory);
  Done read_overrides(const AdminDirectory& directory);

  std::vector<std::pair<std::string, std::string>> links_;  ///< Directory, and where it leads.
  std::vector<Diversion> diversions_;
  std::map<std::string, std::size_t, std::less<>> by_from_;     ///< By common().
  std::multimap<std::string, std::size_t, std::less<>> by_to_;  ///< By common().
  std::map<std::string, Override, std::less<>> overrides_;      ///< By common().
};

}  // namespace pkgmap::dpkg
