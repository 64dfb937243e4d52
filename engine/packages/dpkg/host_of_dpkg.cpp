#include "engine/packages/dpkg/host_of_dpkg.hpp"

#include <sys/stat.h>

#include "engine/packages/dpkg/admin_directory.hpp"
#include "engine/packages/dpkg/list_index.hpp"
#include "engine/packages/dpkg/status.hpp"

namespace pkgmap::dpkg {

bool has_files_of_dpkg(const DatabaseOptions& options) {
  const Result<AdminDirectory> directory = AdminDirectory::open(options);
  struct stat status {};
  return directory && directory->look_at("status", status) && S_ISREG(status.st_mode);
}

bool installed_the_host(const DatabaseOptions& options) {
  constexpr std::string_view kProgram = "/usr/bin/dpkg";
  const Result<AdminDirectory> directory = AdminDirectory::open(options);
  if (!directory) return false;
  const Result<Status> status = Status::read(*directory);
  if (!status) return false;
  for (const StatusPackage* package : status->by_name("dpkg")) {
    std::string list;
    const auto read = directory->read("info/" + package->info + ".list", list);
    bool owns = false;
    for_each_line(list, [&](std::string_view line) { owns = owns || line == kProgram; });
    if (read && owns && !package->record.configuration_only) return true;
  }
  return false;
}

std::vector<std::string> lock_files(const DatabaseOptions& options) {
  const auto directory = admin_directory_path(options);
  std::vector<std::string> files;
  if (!directory) return files;
  for (const char* file : kLockFiles) files.push_back(*directory + file);
  return files;
}

}  // namespace pkgmap::dpkg
