// Reads a control file and everything that it includes.
//
// Never gives up: a statement that is not known is kept (`unknown`), a mistake
// becomes a diagnostic and reading goes on at the next `check`, `set` or
// `include`. Pure but for the FileReader. Bounded: 1024 includes, and the
// reader bounds the size of a file.
#pragma once

#include <optional>
#include <string>

#include "parsers/monitrc/host.hpp"
#include "parsers/monitrc/model.hpp"
#include "parsers/monitrc/version.hpp"
#include "parsers/source/file_reader.hpp"

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
  const Host* host = nullptr;
};

/// `path` is absolute. If it cannot be read, that is the only diagnostic.
Parsed parse_control_file(const std::string& path, FileReader& reader,
                          const ParseOptions& options = {});

}  // namespace pkgmap::monitrc
