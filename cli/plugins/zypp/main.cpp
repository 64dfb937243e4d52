// monit-pkgmap-zypp: the commit plugin of libzypp, which starts it without arguments.
//
// Its exit status is always 0. It writes only answers to its standard output.
#include <cstdlib>
#include <exception>
#include <filesystem>

#include "cli/plugins/zypp/plugin.hpp"

int main() {
  try {
    std::error_code unknown;
    const auto own = std::filesystem::read_symlink("/proc/self/exe", unknown);
    pkgmap::zypp::Places places;
    places.program = (own.parent_path() / PKGMAP_PROGRAM_FROM_LIBEXEC).lexically_normal().string();
    places.macros = PKGMAP_RPM_MACROS;
    places.answer_within = pkgmap::zypp::answer_within(std::getenv("ZYPP_PLUGIN_RECEIVE_TIMEOUT"),
                                                       std::getenv("ZYPP_PLUGIN_TIMEOUT"));
    pkgmap::zypp::serve(places);
  } catch (const std::exception&) {
    // libzypp goes on without the plugin, and the guard resumes the checks.
    return 0;
  }
  return 0;
}
