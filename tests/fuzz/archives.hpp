// The fuzz targets for archives that stand in for a root: what monit-pkgmap-archive reads of one,
// and what monit-pkgmap takes from its answers. Each throws std::logic_error if a promise is
// broken.
#pragma once

#include <string_view>

namespace pkgmap::fuzz {

/// Reads a tar file, an image of OCI or of docker: refused with a reason, or a tree of files.
void image_archive(std::string_view bytes);

/// Decodes a message of records, and makes a tree of its entries.
void image_records(std::string_view bytes);

}  // namespace pkgmap::fuzz
