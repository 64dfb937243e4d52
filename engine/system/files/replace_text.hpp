// Replaces the text of a file as a whole, and keeps the old one beside it.
//
// Readers see the old or the new text, never a part. Owner, mode, SELinux label and access lists
// stay. The old file itself becomes NAME~ (monit's includes pass such names over).
#pragma once

#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

/// Whether `path` may be replaced: a regular file, no link, of the calling user, that nobody else
/// may write, and that holds `text`. Changes nothing.
Done may_replace(const std::string& path, const std::string& text);

/// The same, and does it: durable when it returns. After an error the file is as it was, unless the
/// error says otherwise (a disk that failed at the very end).
Done replace_text(const std::string& path, const std::string& before, const std::string& after);

}  // namespace pkgmap
