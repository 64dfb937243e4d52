// Says whether monit is absent by right: nobody starts monit during the transaction, so no monit
// can test a check, and a caller that cannot ask monit need not wait for it. Any thread; cannot
// fail.
#pragma once

#include <string>

namespace pkgmap {

/// Returns why monit is absent, as a clause for people: "no monit runs in this chroot". Returns an
/// empty text if a monit may run. Looks at the processes of this host.
std::string why_monit_is_absent();

}  // namespace pkgmap
