// Where the files of dpkg's lists really lie, and with which mode and owner: links in place of
// directories (merged /usr), dpkg-divert(1) and dpkg-statoverride(1).
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

struct Diversion {
  std::string from;     ///< As dpkg has it.
  std::string to;       ///< Likewise.
  std::string package;  ///< Whose file stays at `from`; ":" if that of no package does.
};

struct Override {
  std::string user;  ///< A name or, after '#', a number.
  std::string group;
  std::uint32_t mode = 0;  ///< Permission bits.
};

class Layout {
 public:
  /// `root`: that of the packages. Fails with ErrorCode::package_database if a file of dpkg cannot
  /// be read or is damaged.
  static Result<Layout> read(const AdminDirectory& directory, const std::string& root);

  /// Returns the text that all spellings of a path have in common: "/usr/lib/x" for "/lib/x".
  std::string common(std::string_view path) const;

  /// Returns the paths in lists that may mean the file at `path`, with `path` itself, each once.
  std::vector<std::string> spellings(const std::string& path) const;

  /// Returns the diversion of a listed path; null if there is none.
  const Diversion* diversion_of(std::string_view listed) const;
  /// Returns the diversions that lead to the file at `path`.
  std::vector<const Diversion*> diversions_to(std::string_view path) const;

  /// Returns where the file lies that this package lists: the path itself if nothing diverts it.
  std::string place_of(const std::string& package, const std::string& listed) const;

  /// Returns the mode and owner that the administrator or a package has set for a path; null if
  /// nobody has.
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
