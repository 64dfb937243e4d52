// Reads a control file and everything that it includes.
//
// Never gives up: a statement that is not known is kept (`unknown`), a mistake
// becomes a diagnostic and reading goes on at the next `check`, `set` or
// `include`. Pure but for the FileReader. Bounded: 1024 includes, and the
// reader bounds the size of a file.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/model/options.hpp"
#include "parsers/source/file_reader.hpp"

namespace pkgmap::monitrc {

/// `path` is absolute. If it cannot be read, that is the only diagnostic.
Parsed parse_control_file(const std::string& path, FileReader& reader,
                          const ParseOptions& options = {});

}  // namespace pkgmap::monitrc
