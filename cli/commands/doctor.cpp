#include "engine/queries/doctor/doctor.hpp"

#include <algorithm>

#include "cli/commands/commands.hpp"
#include "cli/place_input.hpp"
#include "cli/render/doctor.hpp"
#include "cli/switched_off.hpp"

namespace pkgmap::cli {

int run_doctor(const Options& options, const Screen& screen) {
  if (!options.settings.live()) {
    return screen.fail(tied_to_this_host(options.settings, "doctor checks the running host"));
  }
  HookPlaces places;
  places.disabled = kDisabledFile;
  places.apt.settings = PKGMAP_APT_SETTINGS;
  places.apt.dpkg_settings = PKGMAP_DPKG_SETTINGS;
  places.dnf4.plugin = PKGMAP_DNF4_PLUGIN;
  places.dnf4.settings = PKGMAP_DNF4_SETTINGS;
  places.dnf5.actions = PKGMAP_DNF5_ACTIONS;
  places.dnf5.files = PKGMAP_DNF5_FILES;
  places.rpm.macros = PKGMAP_RPM_MACROS;
  places.rpm.plugin = PKGMAP_RPM_PLUGIN;
  places.yum3.plugins = PKGMAP_YUM3_PLUGIN_DIR;
  places.yum3.settings = PKGMAP_YUM3_CONF_DIR;
  places.zypp.plugin = PKGMAP_ZYPP_PLUGIN;
  const auto findings = examine_host(options.settings, places);
  if (screen.json()) {
    screen.object(doctor_json(findings));
  } else {
    screen.data(doctor_text(findings, screen.style()));
  }
  const bool failed = std::any_of(findings.begin(), findings.end(), [](const HostFinding& finding) {
    return finding.health == HostFinding::Health::failed;
  });
  return failed ? exit_status(ErrorCode::failed) : 0;
}

}  // namespace pkgmap::cli
