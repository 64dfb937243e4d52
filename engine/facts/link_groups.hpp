// Reads the groups of links that update-alternatives(1) of dpkg and alternatives(8) of chkconfig
// manage on a host, from their administrative files.
//
// Reads all files at the first call of of(). Never fails. A directory or file counts as absent if
// it is missing, damaged, too large or a link, or if a user other than root and the calling user
// can write it. Changes no file. For one thread.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "parsers/alternatives/link_group.hpp"
#include "rules/predict/next_choice.hpp"

namespace pkgmap {

/// The directory whose links lead to the present choice of each group.
inline constexpr const char* kAlternativesDirectory = "/etc/alternatives";

class LinkGroups {
 public:
  struct Member {
    const alternatives::LinkGroup* group = nullptr;  ///< Valid as long as the LinkGroups.
    std::size_t link = 0;                            ///< Index of the link in LinkGroup::links.
    rules::AlternativesTool tool = rules::AlternativesTool::dpkg;
  };

  /// `root` and `place` are absolute paths on the host. `place` is the directory of the package
  /// database, PackageDatabase::place().
  LinkGroups(std::string root, std::string place)
      : root_(std::move(root)), place_(std::move(place)) {}

  /// Returns the group that has a link with this name ("java", not a path), and which of its links
  /// has the name; null if no group has such a link. Valid as long as this object.
  const Member* of(const std::string& name);

 private:
  struct Group {
    alternatives::LinkGroup group;
    rules::AlternativesTool tool;
  };
  void read_all();
  void read_directory(const std::string& path, rules::AlternativesTool tool);

  std::string root_;
  std::string place_;
  bool has_read_ = false;
  std::map<std::string, Group> groups_;    ///< By the name of the leader.
  std::map<std::string, Member> members_;  ///< By the name of the link.
};

}  // namespace pkgmap
