#include "engine/session/host/session_settings.hpp"

#include <unistd.h>

namespace pkgmap {

Settings settings_of(const Settings& settings, const SessionRecord& record) {
  Settings own = settings;
  const std::string& path = record.control_file;
  if (!path.empty() && ::access(path.c_str(), R_OK) == 0) own.monitrc = path;
  if (!own.packages) own.packages = record.package_system;
  return own;
}

}  // namespace pkgmap
