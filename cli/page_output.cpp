#include "cli/page_output.hpp"

#include <ctime>

#include "engine/queries/place.hpp"
#include "engine/system/files/write_whole.hpp"

namespace pkgmap::cli {

PageOrigin page_origin(const Settings& settings, const std::string& control_file) {
  return {place_of_answers(settings), control_file, std::time(nullptr)};
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
