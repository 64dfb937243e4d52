// Looks at the links through which a path leads. Finds the first link that no package ships, such
// as a link of alternatives(8), and says where the path leads once a transaction has taken away the
// file to which the path led. All paths, given and returned, are as seen from inside `root`, as
// after chroot(2).
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

/// Where a path leads after the transaction has taken away the file `end` of after_loss().
struct WayAfter {
  std::string link;    ///< The first link on the way that no package ships; empty if there is none.
  bool known = false;  ///< Whether `next` is sure; false if `link` is empty.
  /// Resolved path of the file to which the path leads then. Empty if `known` is false, or if the
  /// path leads to no file then.
  std::string next;
};

class MovableLinks {
 public:
  /// The arguments must outlive the object. `shipped`: the files of the incoming packages, and
  /// which packages the transaction erases. `incomplete` says that the transaction installs a
  /// package whose files are not known (PackageChoices::incomplete). `root` is an absolute path.
  MovableLinks(const ShippedFiles& shipped, bool incomplete, PackageDatabase& database,
               const std::string& root)
      : shipped_(shipped),
        others_come_(incomplete || shipped.has_incoming()),
        database_(database),
        root_(root),
        groups_(root, database.place()) {}

  /// A function of the caller: says whether the transaction takes away the file at `path`, a
  /// resolved path.
  using IsLost = std::function<Result<bool>(const std::string& path)>;

  /// Returns where `path` leads after the loss of the file `end`. `end` is one of `path.hops`: the
  /// first at which the transaction takes the file away. Usually this is the file to which the path
  /// leads now; it may be a link on the way to this file. The transaction erases the package
  /// `gone`, which has the file.
  ///
  /// WayAfter::known is true only if all of this holds:
  /// - the links on the way to `end` that no package ships belong to the same group of
  ///   alternatives(8);
  /// - a removal script of `gone` calls alternatives;
  /// - the transaction installs no package;
  /// - the next choice of the group is certain.
  ///
  /// A link of a merged /usr, such as /bin, counts as shipped. Fails if the package database cannot
  /// be read, or as `is_lost` does.
  Result<WayAfter> after_loss(const rules::PathFact& path, const std::string& end,
                              const rules::Nevra& gone, const IsLost& is_lost);

 private:
  struct Step {
    std::string link;                            ///< Resolved path.
    const LinkGroups::Member* member = nullptr;  ///< Null if no group has the link.
  };
  /// Returns the first link on the way to `end` that no package ships. Sets `single` to whether all
  /// such links belong to one group.
  Result<Step> first_movable(const rules::PathFact& path, const std::string& end, bool& single);
  const LinkGroups::Member* member_of(const std::string& link, const std::string& text);
  Result<bool> is_shipped(const std::string& link) const;
  Result<bool> withdraws(const rules::Nevra& gone) const;
  Result<WayAfter> next_of(const Step& step, const std::string& end, const IsLost& is_lost) const;
  Result<bool> is_left(const alternatives::Candidate& candidate, rules::AlternativesTool tool,
                       const IsLost& is_lost) const;

  const ShippedFiles& shipped_;
  const bool others_come_;  ///< Whether packages come, whose scripts may change a group.
  PackageDatabase& database_;
  const std::string& root_;
  LinkGroups groups_;
};

}  // namespace pkgmap
