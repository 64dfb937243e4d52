// hook_main DIRECTORY MOMENT: the hook of apt and dpkg with the places of a test below DIRECTORY:
// `program`, `disabled`, `notes`, `lock-frontend`, and `dpkg`, a link to what plays dpkg.
#include <filesystem>

#include "cli/plugins/apt/hook.hpp"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string directory = argv[1];
  pkgmap::apt::Places places;
  places.program = directory + "/program";
  places.disabled = directory + "/disabled";
  places.notes = directory + "/notes";
  places.callers.frontend_lock = directory + "/lock-frontend";
  places.callers.dpkg = directory + "/dpkg";
  return pkgmap::apt::act(argv[2], places);
}
