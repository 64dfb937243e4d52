#include "cli/page_output.hpp"

#include <sys/utsname.h>

#include <ctime>

#include "engine/recorded/recorded_host.hpp"
#include "engine/system/files/write_whole.hpp"

namespace pkgmap::cli {

namespace {

const std::string& place_of(const Settings& settings) {
  if (settings.recorded && !settings.recorded->place.empty()) return settings.recorded->place;
  if (!settings.bundle_file.empty()) return settings.bundle_file;
  return settings.image_file.empty() ? settings.root : settings.image_file;
}

}  // namespace

PageOrigin page_origin(const Settings& settings, const std::string& control_file) {
  PageOrigin origin{place_of(settings), control_file, std::time(nullptr)};
  utsname names{};
  if (settings.live() && ::uname(&names) == 0) origin.host = names.nodename;
  return origin;
}

int put_out(const std::string& path, const std::string& text, const Screen& screen,
            int exit_status) {
  if (path == "-") {
    screen.exact(text);
    return exit_status;
  }
  const auto written = write_whole(path, text);
  if (!written) return screen.fail(written.error());
  screen.detail("written: " + path);
  return exit_status;
}

}  // namespace pkgmap::cli
