// A dpkg that does nothing but call its hooks, as the real one does: PLAYED_BEFORE and PLAYED_AFTER
// are lines for a shell. Its words are those of dpkg(1); the exit status is 2 after a hook that
// fails.
#include <cstdlib>

#include "engine/system/process/foreground.hpp"

int main() {
  for (const char* hook : {"PLAYED_BEFORE", "PLAYED_AFTER"}) {
    const char* line = std::getenv(hook);
    const auto ended = pkgmap::run_in_foreground({"/bin/sh", "-c", line ? line : ""});
    if (!ended || ended->status != 0) return 2;
  }
  return 0;
}
