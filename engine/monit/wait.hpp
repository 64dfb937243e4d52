// Waits for events of a descriptor, with a time limit. Calls pulse() (pulse.hpp) before the wait,
// and again only if a signal or an error of poll(2) interrupts the wait. For one thread, as pulse()
// is.
#pragma once

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <thread>

#include "engine/system/pulse.hpp"

namespace pkgmap {

/// Returns true as soon as one of the `events` of poll(2), or an error of `fd`, comes. Returns
/// false at `until` if none has come.
inline bool wait_for(int fd, short events, std::chrono::steady_clock::time_point until) {
  for (;;) {
    pulse();
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd waiting{fd, events, 0};
    const int ready =
        ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    if (ready >= 0) return ready > 0;
    // poll(2) may have no memory for a moment.
    if (errno != EINTR) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    if (left.count() <= 0) return false;
  }
}

}  // namespace pkgmap
