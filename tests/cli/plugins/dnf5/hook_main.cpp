// monit-pkgmap-dnf5 with paths and time limits that a test sets in the environment.
#include <cstdlib>
#include <string>

#include "cli/plugins/dnf5/action.hpp"

namespace {

std::string setting(const char* name, const std::string& otherwise) {
  const char* value = std::getenv(name);
  return value ? value : otherwise;
}

std::chrono::seconds seconds_of(const char* name, std::chrono::seconds otherwise) {
  return std::chrono::seconds(std::stoi(setting(name, std::to_string(otherwise.count()))));
}

}  // namespace

int main(int argc, char** argv) {
  pkgmap::dnf5::ActionPlaces places;
  places.disabled = setting("HOOK_DISABLED", places.disabled);
  places.spool = setting("HOOK_SPOOL", places.spool);
  places.bounds = {seconds_of("HOOK_SUSPEND_SECONDS", places.bounds.suspend),
                   seconds_of("HOOK_RESUME_SECONDS", places.bounds.resume)};
  pkgmap::dnf5::act({argv + 1, argv + argc}, places);
  return 0;
}
