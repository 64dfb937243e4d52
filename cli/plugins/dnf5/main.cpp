// monit-pkgmap-dnf5 PROGRAM KIND [WORD...]: the hook of dnf 5, as its actions files call it.
//
// The exit status is always 0.
#include "cli/plugins/dnf5/action.hpp"

int main(int argc, char** argv) {
  pkgmap::dnf5::act({argv + (argc > 0 ? 1 : 0), argv + argc});
  return 0;
}
