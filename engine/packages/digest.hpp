// Digests of files, by librpmio: the same code that rpm itself trusts.
#pragma once

#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

/// The digest of what an open file descriptor holds, from its beginning to its end, in bounded
/// memory. `algorithm`: "md5", "sha1", "sha256", "sha384", "sha512". Lower-case hex.
Result<std::string> digest_of(int fd, const std::string& algorithm);

/// The same of a regular file; the last component is followed (monit follows it, too). An error
/// says "No such file or directory" and the like. Never blocks on a fifo or a device.
Result<std::string> digest_of_file(const std::string& path, const std::string& algorithm);

}  // namespace pkgmap
