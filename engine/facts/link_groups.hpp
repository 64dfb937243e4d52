// The groups of links that update-alternatives(1) of dpkg and alternatives(8) of chkconfig manage
// on the host: their administrative files.
//
// Reads all files at the first question. Never fails: a directory or file that is missing, damaged,
// too large, reached by a link, or that somebody besides root and the calling user can write,
// counts as absent. Changes no file. For one thread.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "parsers/alternatives/link_group.hpp"
#include "rules/predict/next_choice.hpp"

namespace pkgmap {

/// The directory with the links that lead to the present choices.
inline constexpr const char* kAlternativesDirectory = "/etc/alternatives";

class LinkGroups {
 public:
  struct Member {
    const alternatives::LinkGroup* group = nullptr;  ///< Valid as long as the LinkGroups.
    std::size_t link = 0;                            ///< Number of the link in the group.
    rules::AlternativesTool tool = rules::AlternativesTool::dpkg;
  };

  /// `root` and `place` are absolute paths on the host; `place` is that of the package database,
  /// PackageDatabase::place().
  LinkGroups(std::string root, std::string place)
      : root_(std::move(root)), place_(std::move(place)) {}

  /// Returns the group with a link of this name; null if there is none.
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
