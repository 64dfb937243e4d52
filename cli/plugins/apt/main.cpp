// monit-pkgmap-apt WORD: the hook of apt and dpkg, as their settings call it (hook.hpp).
//
// The exit status is 1 if the policy ends the transaction, else 0.
#include <exception>
#include <filesystem>

#include "cli/plugins/apt/hook.hpp"

int main(int argc, char** argv) {
  try {
    std::error_code unknown;
    const auto own = std::filesystem::read_symlink("/proc/self/exe", unknown);
    pkgmap::apt::Places places;
    places.program = (own.parent_path() / PKGMAP_PROGRAM_FROM_LIBEXEC).lexically_normal().string();
    return pkgmap::apt::act(argc > 1 ? argv[1] : "", places);
  } catch (const std::exception&) {
    // The package manager goes on, and the guard resumes the checks.
    return 0;
  }
}
