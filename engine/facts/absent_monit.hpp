// Says why no monit runs in a place where none should: in a chroot(2), or in the boot of an offline
// update. A caller that gets no answer from monit need not wait for one there. Any thread; cannot
// fail.
#pragma once

#include <string>

namespace pkgmap {

/// Returns the reason as a clause for people: "no monit runs in this chroot". Returns an empty text
/// in any other place, and if a monit runs, or may run, in such a place.
std::string why_monit_is_absent();

}  // namespace pkgmap
