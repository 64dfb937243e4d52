// Reads a control file and everything that it includes.
//
// The parser never gives up: it keeps a statement that it does not know (Check::unknown,
// ControlFile::unknown), turns a mistake into a diagnostic, and goes on at the next statement. The
// parser sees the host only through the FileReader and ParseOptions::host. The numbers of includes,
// tokens, checks and diagnostics are bounded: beyond a bound the parser reports an error and takes
// no more of them. The FileReader bounds the size of a file. Threads may parse at the same time,
// each with a FileReader of its own.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/model/options.hpp"
#include "parsers/source/file_reader.hpp"

namespace pkgmap::monitrc {

/// Returns the content of the control file `path`, an absolute path, and a diagnostic for every
/// mistake. Parsed::ok() is false if there are errors. If this file cannot be read, the only
/// diagnostic says why. The result keeps no reference to `reader` and `options`.
Parsed parse_control_file(const std::string& path, FileReader& reader,
                          const ParseOptions& options = {});

}  // namespace pkgmap::monitrc
