// Makes XML of what monit before 6.0 prints.
//
// That monit escapes neither names nor paths, so that a check `am&p` or `lt<gt>` makes its status
// malformed. Text in, text out; no threads.
#pragma once

#include <string>
#include <string_view>

namespace pkgmap::status {

/// The version that a status text (of either format) claims; empty when it claims none.
std::string_view version_in(std::string_view xml);

/// Whether monit of this version escapes what it prints (CHANGES 6.0).
bool escapes_names(std::string_view version);

/// The same text with every name, path and stray `&` escaped. What is broken in another way stays
/// broken. Drops `<servicegroups>`.
std::string repair(std::string_view xml);

}  // namespace pkgmap::status
