// The files of a transaction by their paths: what comes, and what goes.
//
// Paths are resolved as rpm compares them (directories followed, the last
// component as it is). Values once built.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "engine/facts/package_choice.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

struct ShippedFile {
  FileEntry entry;
  rules::Nevra package;
  std::string rpm;  ///< The .rpm that it is in; empty: it is installed.
};

class ShippedFiles {
 public:
  /// Incoming packages, and the installed ones of the same names, which they replace.
  static Result<ShippedFiles> read(const PackageChoices& choices, PackageDatabase& database,
                                   const std::string& root);

  /// Null when no package of the transaction has it; %ghost files are none.
  const ShippedFile* incoming(const std::string& path) const;
  const ShippedFile* outgoing(const std::string& path) const;

  /// What comes for an installed package of this name; null when nothing does.
  const rules::Nevra* successor(const std::string& name) const;
  /// True for a path that some incoming package lists, if only as %ghost.
  bool stays_listed(const std::string& path) const { return listed_.contains(path); }
  /// Do files come into this directory, or leave it?
  bool entries_change(const std::string& directory) const { return touched_.contains(directory); }
  bool empty() const { return incoming_.empty() && outgoing_.empty(); }

  /// The resolved path of a file as a package lists it.
  static std::string resolved(const std::string& root, const std::string& path);

 private:
  void add(const std::vector<FileEntry>& files, const PackageChoice& choice,
           const std::string& root);

  using Files = std::unordered_map<std::string, ShippedFile>;
  Files incoming_;
  Files outgoing_;
  std::unordered_map<std::string, rules::Nevra> successors_;
  std::unordered_set<std::string> listed_;
  std::unordered_set<std::string> touched_;
};

}  // namespace pkgmap
