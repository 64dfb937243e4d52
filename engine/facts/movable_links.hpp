// Links on the way of a check that no package ships, such as those of alternatives(8), and where
// they lead once a transaction has taken their present file away.
//
// Follows links below the root only, and reads the administrative files of alternatives(8)
// (link_groups.hpp) at the first such link. Changes no file. For one thread.
#pragma once

#include <functional>
#include <string>

#include "engine/facts/link_groups.hpp"
#include "engine/facts/shipped_files.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

/// What a path leads to without its present file.
struct WayAfter {
  std::string link;    ///< The first link that no package ships; empty if there is none.
  bool known = false;  ///< Whether `next` is sure.
  std::string next;    ///< Where `link` then leads, with all links resolved; empty: to no file.
};

class MovableLinks {
 public:
  /// The arguments must outlive the object. `incomplete`: a package may come whose files are not
  /// known. `root` is an absolute path.
  MovableLinks(const ShippedFiles& shipped, bool incomplete, PackageDatabase& database,
               const std::string& root)
      : shipped_(shipped),
        others_come_(incomplete || shipped.has_incoming()),
        database_(database),
        root_(root),
        groups_(root, database.place()) {}

  /// Whether the transaction takes the file at a resolved path away.
  using IsLost = std::function<Result<bool>(const std::string& path)>;

  /// `end`: the resolved path, on the way of `path`, of the file that the transaction takes away
  /// with its package `gone`. Known if a group of alternatives(8) has the link, a script of `gone`
  /// calls its program, and no package comes whose scripts could change the group. Fails if the
  /// package database cannot be read.
  Result<WayAfter> after_loss(const rules::PathFact& path, const std::string& end,
                              const rules::Nevra& gone, const IsLost& is_lost);

 private:
  struct Step {
    std::string link;                            ///< Resolved path.
    const LinkGroups::Member* member = nullptr;  ///< Null if no group has the link.
  };
  Step first_movable(const rules::PathFact& path, const std::string& end, bool& single);
  const LinkGroups::Member* member_of(const std::string& link, const std::string& text);
  bool is_shipped(const std::string& link) const;
  Result<bool> withdraws(const rules::Nevra& gone) const;
  Result<WayAfter> next_of(const Step& step, const std::string& end, const IsLost& is_lost) const;
  Result<bool> is_left(const alternatives::Candidate& candidate, rules::AlternativesTool tool,
                       const IsLost& is_lost) const;

  const ShippedFiles& shipped_;
  const bool others_come_;  ///< Packages whose scripts may change a group.
  PackageDatabase& database_;
  const std::string& root_;
  LinkGroups groups_;
};

}  // namespace pkgmap
