// How to read a control file: as which version of monit, and on which host. A plain value.
#pragma once

#include <optional>
#include <string>

#include "parsers/monitrc/model/host_answers.hpp"
#include "parsers/monitrc/model/version.hpp"

namespace pkgmap::monitrc {

struct ParseOptions {
  /// Working directory of monit, an absolute path. A relative `include` begins there.
  std::string working_directory = "/";
  std::string host_name = "localhost";  ///< For `$HOST` in `check system`, and for the system check
                                        ///< that monit adds by itself.
  bool keep_tree = false;               ///< Whether to set Parsed::tree.
  /// The version of monit. A construct that only later versions know is an error. With nullopt the
  /// parser accepts the constructs of all versions.
  std::optional<Version> version = std::nullopt;
  /// What an unknown word is that resembles no known word. True: an error. False: the word may
  /// belong to a later version, so the parser skips its statement with a warning. An unknown word
  /// that resembles a known word is an error in both cases.
  bool only_known = false;
  /// Answers the questions about the host; must outlive the parse. With null the parser assumes
  /// that everything exists.
  const HostAnswers* host = nullptr;
};

}  // namespace pkgmap::monitrc
