// Turns the status that monit before 6.0 prints into well-formed XML.
//
// monit before 6.0 escapes neither names nor paths, so a check `am&p` or `lt<gt>` makes its status
// malformed. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace pkgmap::status {

/// Returns the version of monit that the status `xml` has in an attribute or an element: "5.33.0".
/// Empty if there is none. The result points into `xml`.
std::string_view version_in(std::string_view xml);

/// Returns whether a monit of this version escapes names and paths: 6.0 and later (monit's
/// CHANGES). False for a text that is no version.
bool escapes_names(std::string_view version);

/// Returns `xml`, the status of a monit that does not escape names, with every name, path and stray
/// `&` escaped, and without `<servicegroups>`. Does not correct any other mistake.
std::string repair(std::string_view xml);

}  // namespace pkgmap::status
