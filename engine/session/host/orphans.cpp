#include "engine/session/host/orphans.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <string>

#include "engine/system/process/proc.hpp"
#include "parsers/source/base_name.hpp"

namespace pkgmap {
namespace {

constexpr const char* kScriptOfRpm = "rpm-tmp.";
// dpkg runs the scripts of an installed package, and those of one that it unpacks.
constexpr const char* kScriptsOfDpkg[] = {"/var/lib/dpkg/info/", "/var/lib/dpkg/tmp.ci/"};
constexpr const char* kNamesOfDpkg[] = {"preinst", "postinst", "prerm", "postrm", "config"};

bool has_a_reaper_as_parent(const ProcessFacts& process) {
  if (process.process_group == 0) return process.session == 0 && process.ppid == 1;
  if (process.ppid <= 1) return true;
  const auto parent = process_facts(process.ppid);
  return !parent || parent->process_group != process.process_group;
}

template <typename Predicate>
bool any_process(std::uint64_t not_before, Predicate predicate) {
  const auto pids = all_pids();
  return std::any_of(pids.begin(), pids.end(), [&](int pid) {
    const auto facts = process_facts(pid);
    return facts && facts->state != 'Z' && facts->start_time >= not_before && predicate(*facts);
  });
}

// "/var/lib/dpkg/info/cron.postinst", "/var/lib/dpkg/tmp.ci/preinst"
bool is_named_as_by_dpkg(const std::string& path) {
  const std::string name(base_name(path));
  const std::string kind = name.substr(name.rfind('.') + 1);
  const bool is_place = std::any_of(std::begin(kScriptsOfDpkg), std::end(kScriptsOfDpkg),
                                    [&](const std::string& place) { return path == place + name; });
  return is_place && std::find(std::begin(kNamesOfDpkg), std::end(kNamesOfDpkg), kind) !=
                         std::end(kNamesOfDpkg);
}

// Only root can have made it: somebody else's program, or a file that is gone, is no script of a
// package; nor is a file of root to which somebody else may have given a second name.
bool is_script_of_a_package(const std::string& path) {
  struct stat info {};
  return path.starts_with('/') &&
         (base_name(path).starts_with(kScriptOfRpm) || is_named_as_by_dpkg(path)) &&
         ::lstat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == 0 &&
         info.st_nlink == 1;
}

bool runs_a_script_of_a_package(int pid) {
  const auto arguments = command_line(pid);
  return std::any_of(arguments.begin(), arguments.end(), is_script_of_a_package);
}

}  // namespace

bool is_orphan_left(int group, std::uint64_t not_before) {
  return any_process(not_before, [&](const ProcessFacts& process) {
    return process.process_group == group && has_a_reaper_as_parent(process);
  });
}

bool is_scriptlet(int pid) {
  return is_of_root_alone(pid) && sees_our_files(pid) && runs_a_script_of_a_package(pid);
}

bool is_scriptlet_left(std::uint64_t not_before) {
  return any_process(not_before,
                     [](const ProcessFacts& process) { return is_scriptlet(process.pid); });
}

}  // namespace pkgmap
