// Says why no monit runs in a place where none should: in a chroot(2), or in the boot of an offline
// update. There, a caller need not wait for a monit that does not answer. Any thread; cannot fail.
#pragma once

#include <string>

namespace pkgmap {

/// Returns the reason as a clause for people: "no monit runs in this chroot". Returns an empty text
/// in any other place. Returns an empty text, too, if a monit runs, or perhaps runs, in the chroot
/// or during the offline update.
std::string why_monit_is_absent();

}  // namespace pkgmap
