// Whether monit is absent by right: nobody starts it during the transaction, so no monit can test a
// check, and whoever cannot ask it need not wait for it.
#pragma once

#include <string>

namespace pkgmap {

/// Returns why, as a clause for people: "no monit runs in this chroot"; empty if a monit may run.
/// Looks at the processes of this host.
std::string why_monit_is_absent();

}  // namespace pkgmap
