// How a control file is to be read: as which monit, on which host. Values.
#pragma once

#include <optional>
#include <string>

#include "parsers/monitrc/model/host_answers.hpp"
#include "parsers/monitrc/model/version.hpp"

namespace pkgmap::monitrc {

struct ParseOptions {
  std::string working_directory = "/";  ///< What relative includes are relative to (monit's own).
  std::string host_name =
      "localhost";         ///< For `$HOST` in `check system`, and for the implied system check.
  bool keep_tree = false;  ///< Also give Parsed::tree.
  /// What a later monit brought is an error. None: everything that some monit knows is right.
  std::optional<Version> version = std::nullopt;
  /// What no monit knows is an error, too. Else a word that resembles none that is known may be one
  /// of a later monit, and its statement is passed over with a warning.
  bool only_known = false;
  /// Answers what monit asks the host. Null: whatever is named is there. Must outlive the parse.
  const HostAnswers* host = nullptr;
};

}  // namespace pkgmap::monitrc
