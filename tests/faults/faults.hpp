// Lets one call that the program makes of the C library fail, or lets the process die there. A
// library of its own, in front of the C library: a test links it, or LD_PRELOAD names it.
//
// Only calls that the program itself makes count, not those of the libraries that it uses. The
// functions are for the thread that calls them: its calls count and fail, no other thread's.
//
// With LD_PRELOAD the environment says which call fails: PKGMAP_FAULTS="COMMAND EFFECT NUMBER
// FILE". That holds for the first process that has COMMAND among its arguments; a process that it
// starts gets both variables, if its arguments have COMMAND. The process appends a line to FILE
// when the call comes: the name of the function, and where it was called.
#pragma once

#include <cstdint>

namespace pkgmap::faults {

enum class Effect : std::uint8_t {
  none,
  no_space,       ///< ENOSPC
  input_output,   ///< EIO
  interrupted,    ///< EINTR
  no_descriptor,  ///< EMFILE
  no_memory,      ///< ENOMEM
  short_count,    ///< One byte is read or written.
  dies_before,    ///< SIGKILL, before the call and after it.
  dies_after,
};

}  // namespace pkgmap::faults

extern "C" {
/// From now on the calls to which the effect applies count; the one with this number, from 1 on,
/// has the effect.
void faults_arm(pkgmap::faults::Effect effect, long number);
/// From now on no call has an effect. Returns the function that had it; null if the thread made
/// fewer calls.
const char* faults_disarm();
}
