// The clock in which the kernel counts the starts of processes.
#pragma once

#include <time.h>
#include <unistd.h>

#include <cstdint>

namespace pkgmap::test {

/// Returns once a new process would have a later start time than this one: two processes that begin
/// in the same tick of the clock cannot be told apart by their start times.
inline void leave_tick(std::uint64_t start_time) {
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  const std::int64_t per_second = ::sysconf(_SC_CLK_TCK);
  timespec now{};
  do {
    ::clock_gettime(CLOCK_BOOTTIME, &now);
  } while (static_cast<std::uint64_t>(now.tv_sec * per_second +
                                      now.tv_nsec * per_second / kNanoseconds) <= start_time);
}

}  // namespace pkgmap::test
