#include "cli/options/define.hpp"

namespace pkgmap::cli {
namespace {

constexpr std::array<Choice<ColorMode>, 3> kColors = {
    {{"auto", ColorMode::automatic}, {"always", ColorMode::always}, {"never", ColorMode::never}}};

using System = std::optional<rules::PackageSystem>;
constexpr std::array<Choice<System>, 3> kSystems = {
    {{"auto", System()}, {"rpm", rules::PackageSystem::rpm}, {"dpkg", rules::PackageSystem::dpkg}}};

}  // namespace

void define_global(CLI::App& app, Raw& raw) {
  Options& options = raw.options;
  Settings& settings = options.settings;
  add_path(app, "-c,--monitrc", settings.monitrc, "FILE",
           "The control file (default: the running monit's)");
  add_path(app, "--root", settings.root, "DIR",
           "Use the system below DIR; --monitrc and\n--dbpath are then paths inside DIR");
  add_path(app, "--image", settings.image_file, "FILE",
           "Use the system in a tar file: of a root, or a\ncontainer image (OCI, docker save)");
  add_path(app, "--bundle", settings.bundle_file, "FILE",
           "Use the host of which 'bundle' wrote FILE");
  add_path(app, "--dbpath", settings.dbpath, "DIR",
           "The package database (default: its own place)");
  add_choice(app, "--packages", kSystems, settings.packages,
             "Whose package database counts: rpm, dpkg or\nauto (default: auto)")
      ->type_name("SYSTEM");
  add_path(app, "--policy", settings.policy_file, "FILE",
           "The policy (default: those of /etc/monit-pkgmap)");
  add_path(app, "--state-dir", settings.state_directory, "DIR",
           "Where sessions are kept\n(default: /var/lib/monit-pkgmap)");
  app.add_option("--settle", raw.settle,
                 "How long processes may take to come back\nafter a transaction (default: 30)")
      ->type_name("SECONDS")
      ->check(seconds)
      ->take_last();
  app.add_flag("--further", settings.further)->group("");  // For the children of this program.
  app.add_flag("--json", options.json, "Print one JSON object")->take_last();
  add_choice(app, "--color", kColors, options.color, "auto, always or never (default: auto)")
      ->type_name("WHEN");
  app.add_flag("-v,--verbose", options.verbose, "Print details on standard error")->take_last();
}

}  // namespace pkgmap::cli
