// What a commit is going to do, from the words of libzypp to ours (docs/formats.md, Transaction).
//
// libzypp names what comes, but not what goes in its place: the package database completes that.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/json/json.hpp"

namespace pkgmap::zypp {

inline constexpr const char* kManager = "zypp";

struct Step {
  std::string action;  ///< As in a transaction.
  std::string name;
  std::string epoch;
  std::string version;
  std::string release;
  std::string arch;
  std::string rpm{};  ///< The incoming file; empty: it is not there (yet), or none is to come.

  bool incoming() const { return action != "remove"; }
  /// "mysql-server-8.0.40-1.el9.x86_64.rpm"
  std::string file_name() const;
};

/// The packages of a frame's body; what is no package, and what libzypp does not do itself, is left
/// out. Empty for what is no list of steps.
std::vector<Step> steps_of(std::string_view body);

/// `manager`: the process that runs the commit. A part of a series: more of the same commit may
/// follow.
Json transaction_of(const std::vector<Step>& steps, int manager);

}  // namespace pkgmap::zypp
