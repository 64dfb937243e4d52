#include "engine/queries/doctor/packages.hpp"

#include <unistd.h>

#include <cerrno>

#include "engine/packages/package_database.hpp"
#include "engine/queries/unreadable.hpp"
#include "parsers/source/counted.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

constexpr const char* kPackagesId = "packages";
constexpr const char* kProgramsId = "programs";
constexpr const char* kOtherDatabase = "--dbpath DIR names the package database";

DatabaseOptions options_of(const Settings& settings) {
  return {settings.root, settings.dbpath, false, {}, settings.packages};
}

}  // namespace

HostFinding finding_about_packages(const Settings& settings) {
  const auto database = open_package_database(options_of(settings));
  if (!database) {
    return {kPackagesId, Health::failed, database.error().message,
            first_hint(database.error(), kOtherDatabase)};
  }
  const auto names = (*database)->names();
  if (!names) {
    return {kPackagesId, Health::failed, names.error().message,
            first_hint(names.error(), kOtherDatabase)};
  }
  return {kPackagesId, names->empty() ? Health::warning : Health::ok,
          "the package database has " + counted(names->size(), "package"),
          names->empty() ? kOtherDatabase : std::string()};
}

HostFinding finding_about_programs(const Settings& settings) {
  const bool is_dpkg = package_system_of(options_of(settings)) == rules::PackageSystem::dpkg;
  const std::string kind = is_dpkg ? ".deb" : ".rpm";
  for (const char* name :
       {is_dpkg ? "monit-pkgmap-debs" : "monit-pkgmap-headers", "monit-pkgmap-payload"}) {
    const std::string path = settings.libexec + "/" + name;
    if (::access(path.c_str(), X_OK) == 0) continue;
    if (is_refused_to_this_user(errno)) {
      return {kProgramsId, Health::warning, "whether " + path + " can be run, only root can see",
              kAsRoot};
    }
    return {kProgramsId, Health::failed,
            path + " cannot be run, and without it no " + kind + " file can be read",
            "install monit-pkgmap anew"};
  }
  return {kProgramsId, Health::ok, "what reads " + kind + " files is there", {}};
}

}  // namespace pkgmap
