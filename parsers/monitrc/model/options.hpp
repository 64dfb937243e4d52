// How to read a control file: as which version of monit, on which host. Values.
#pragma once

#include <optional>
#include <string>

#include "parsers/monitrc/model/host_answers.hpp"
#include "parsers/monitrc/model/version.hpp"

namespace pkgmap::monitrc {

struct ParseOptions {
  std::string working_directory = "/";  ///< Of monit; a relative include begins there. Absolute.
  std::string host_name = "localhost";  ///< For `$HOST` in `check system`, and for the system check
                                        ///< that monit adds by itself.
  bool keep_tree = false;               ///< Whether to make Parsed::tree, too.
  /// The version of monit: a construct that only later versions know is an error. Nullopt accepts
  /// the constructs of all versions.
  std::optional<Version> version = std::nullopt;
  /// True: what no version knows is an error. False: an unknown word that resembles no known word
  /// may belong to a later version, so the parser passes over its statement with a warning.
  bool only_known = false;
  /// Answers what monit asks the host; null takes everything to exist. Must outlive the parse.
  const HostAnswers* host = nullptr;
};

}  // namespace pkgmap::monitrc
