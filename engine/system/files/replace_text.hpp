// Replaces the whole text of a file, and keeps the old file under another name. A path is an
// absolute, lexically normal path of this host (not checked).
//
// Readers see the old or the new text, never a part. The new file has the owner, mode, SELinux
// label and access lists of the old file. The old file stays as NAME~ and replaces an older NAME~;
// monit's `include` skips such names. Any thread.
#pragma once

#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

/// Succeeds if replace_text() would replace the file `path`: it is a regular file, no link, that
/// belongs to the calling user, that no other user can write, and that has the text `text`. Else
/// returns an Error with the reason. Changes no file.
Done may_replace(const std::string& path, const std::string& text);

/// Checks the file as may_replace() does with `before`, then replaces its text by `after`. The
/// change is durable when the function returns. After an Error the file is unchanged, unless the
/// Error says that it is changed (a disk that failed at the very end); NAME~ may be a second name
/// of the file.
Done replace_text(const std::string& path, const std::string& before, const std::string& after);

}  // namespace pkgmap
