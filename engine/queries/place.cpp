#include "engine/queries/place.hpp"

#include <sys/utsname.h>

#include "engine/recorded/recorded_host.hpp"

namespace pkgmap {

std::string place_of_answers(const Settings& settings) {
  if (settings.recorded) return settings.recorded->place;
  if (!settings.image_file.empty()) return settings.image_file;
  utsname names{};
  if (settings.live() && ::uname(&names) == 0) return names.nodename;
  return settings.root;
}

}  // namespace pkgmap
