// How to read a control file: as which version of monit, and on which host. A plain value.
#pragma once

#include <optional>
#include <string>

#include "parsers/monitrc/model/host_answers.hpp"
#include "parsers/monitrc/model/version.hpp"

namespace pkgmap::monitrc {

struct ParseOptions {
  std::string working_directory = "/";  ///< Of monit; absolute. A relative `include` begins there.
  std::string host_name = "localhost";  ///< For `$HOST` in `check system`, and for the system check
                                        ///< that monit adds by itself.
  bool keep_tree = false;               ///< Whether to set Parsed::tree.
  /// The version of monit. A construct that only later versions know is an error. With nullopt the
  /// parser accepts the constructs of all versions.
  std::optional<Version> version = std::nullopt;
  /// True: a word that no version knows is an error. False: an unknown word that resembles no known
  /// word may belong to a later version, so the parser skips its statement with a warning.
  bool only_known = false;
  /// Answers the questions about the host; must outlive the parse. With null the parser assumes
  /// that everything exists.
  const HostAnswers* host = nullptr;
};

}  // namespace pkgmap::monitrc
