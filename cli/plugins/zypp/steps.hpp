// Translates the steps of a commit into a transaction (docs/formats.md, Transaction). Pure.
//
// libzypp names the packages that come, but not those that they replace. The reader of the
// transaction finds the replaced packages in the package database.
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
  std::string rpm{};  ///< The incoming file; empty if there is none, or none yet.

  bool incoming() const { return action != "remove"; }
  /// "mysql-server-8.0.40-1.el9.x86_64.rpm"
  std::string file_name() const;
};

/// Returns the packages in the body of a frame, without the steps of other kinds. Empty if the body
/// is not a list of steps.
std::vector<Step> steps_of(std::string_view body);

/// `manager` is the pid of the process that runs the commit. The transaction is one of a series,
/// since more of the same commit may follow.
Json transaction_of(const std::vector<Step>& steps, int manager);

}  // namespace pkgmap::zypp
