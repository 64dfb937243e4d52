// The files of a transaction by their paths: incoming and outgoing ones.
//
// Paths are resolved as rpm compares them: directories resolved, the last component as it is. Does
// not change once built; pointers live as long as it.
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
  std::string rpm;  ///< Path of the .rpm; empty for an installed file.
};

class ShippedFiles {
 public:
  /// Reads the incoming packages, and the installed packages of their names, which they replace.
  /// Fails if one cannot be read.
  static Result<ShippedFiles> read(const PackageChoices& choices, PackageDatabase& database,
                                   const std::string& root);

  /// Null if no package of the transaction ships the path. Without %ghost files.
  const ShippedFile* incoming(const std::string& path) const;
  const ShippedFile* outgoing(const std::string& path) const;

  /// The incoming package of this name; null if there is none.
  const rules::Nevra* successor(const std::string& name) const;
  /// Whether an incoming package lists the path, also as %ghost.
  bool stays_listed(const std::string& path) const { return listed_.contains(path); }
  /// Whether the transaction writes or removes files right below this directory.
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
