// Looks up the files that a transaction installs and erases, by their paths; and returns what rpm
// or dpkg compares before it replaces a file.
//
// Every path that a function takes or returns is as resolved() returns it: its directories are
// resolved, and its last component is as it is, even if that is a link. The functions do not check
// that. An object does not change once it is made, so any thread may use it; returned pointers are
// valid as long as the object.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "engine/facts/accounts.hpp"
#include "engine/facts/package_choice.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/result.hpp"
#include "rules/predict/file_fate.hpp"
#include "rules/predict/predict.hpp"

namespace pkgmap {

/// A file as a package of the transaction ships it.
struct ShippedFile {
  FileEntry entry;
  rules::Nevra package;
  std::string package_file;  ///< Path of the .rpm or .deb; empty for an installed file.
};

class ShippedFiles {
 public:
  /// Reads from each incoming .rpm or .deb file the files that the package ships, and adds the
  /// links of alternatives(8) that will lead to files of the package (won_links()). Reads from the
  /// package database the files of each installed package that the transaction erases or replaces
  /// (PackageChoice::leaves). Ignores a package of which only a file list of the package manager is
  /// known (PackageChoice::told): no function below knows such a package. `root` is an absolute
  /// path. Fails if a package file or the package database cannot be read.
  static Result<ShippedFiles> read(const PackageChoices& choices, PackageDatabase& database,
                                   const std::string& root);

  /// Returns the file at a path as an incoming package ships it; null if no incoming package ships
  /// it. A %ghost file does not count.
  const ShippedFile* incoming(const std::string& path) const;
  /// Returns the file at a path as an erased or replaced package has it; null if no such package
  /// has it. A %ghost file counts, since rpm removes it, too.
  const ShippedFile* outgoing(const std::string& path) const;

  /// Returns the incoming package with the name `name` whose files were read; null if there is
  /// none.
  const rules::Nevra* successor(const std::string& name) const;
  /// Returns whether the transaction installs a package whose files were read.
  bool has_incoming() const { return !successors_.empty(); }
  /// Returns PackageChoice::leaves of this installed package; false if the transaction does not
  /// have the package.
  bool leaves(const PackageRecord& package) const { return leaving_.contains(package.instance); }
  /// Returns whether an incoming package lists the path, as a file or as %ghost.
  bool stays_listed(const std::string& path) const { return listed_.contains(path); }
  /// Returns whether the transaction writes or removes a file right below this directory.
  /// Subdirectories and %ghost files do not count.
  bool entries_change(const std::string& directory) const { return touched_.contains(directory); }
  /// Returns whether no incoming, erased or replaced package has files.
  bool empty() const { return incoming_.empty() && outgoing_.empty(); }

  /// Returns the resolved path, as seen from inside `root`, of a path as a package lists it.
  static std::string resolved(const std::string& root, const std::string& path);

 private:
  void add(const std::vector<FileEntry>& files, const PackageChoice& choice,
           const std::string& root);

  using Files = std::unordered_map<std::string, ShippedFile>;
  Files incoming_;
  Files outgoing_;
  std::unordered_map<std::string, rules::Nevra> successors_;
  std::unordered_set<std::uint32_t> leaving_;  ///< PackageRecord::instance
  std::unordered_set<std::string> listed_;
  std::unordered_set<std::string> touched_;
};

/// What the package manager compares before it writes a file of a package to a path.
struct Replacement {
  /// The present file, with a digest by the algorithm of the incoming package.
  rules::FileState now;
  /// The digests of the present, outgoing and incoming content by that algorithm; each is empty if
  /// there is no such content, or if its digest is not known.
  rules::Contents contents;
  bool config = false;  ///< Whether the outgoing or the incoming package has the file as %config.
};

/// Returns what the package manager compares before it writes the file `incoming` to `path`. If no
/// file is there, or it cannot be read, `now` says so and has no digest; what the database cannot
/// tell is empty. `root` is the root of `database`, `accounts` has the users and groups of this
/// root.
Replacement replacement_at(const std::string& path, const FileEntry& incoming,
                           const ShippedFiles& shipped, PackageDatabase& database,
                           const RootDirectory& root, const AccountLookup& accounts);

}  // namespace pkgmap
