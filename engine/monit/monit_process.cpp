#include "engine/monit/monit_process.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <optional>

#include "engine/system/files/regular_file.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/io.hpp"
#include "engine/system/process/pidfile.hpp"
#include "engine/system/process/proc.hpp"
#include "engine/system/users.hpp"
#include "parsers/source/base_name.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kProgram = "monit";

std::string below_pid(int pid, const char* name) {
  return std::to_string(pid) + "/" + name;
}

MonitProcess other_process(MonitProcess process, std::string why) {
  process.verdict = MonitProcess::Verdict::other;
  process.why_other = std::move(why);
  return process;
}

bool are_trusted(const ProcessUsers& users) {
  return is_trusted_user(users.real) && is_trusted_user(users.effective) &&
         is_trusted_user(users.saved);
}

}  // namespace

std::optional<bool> has_our_root(int pid) {
  struct stat ours {};
  struct stat theirs {};
  if (::stat("/", &ours) != 0 ||
      ::stat(("/proc/" + below_pid(pid, "root")).c_str(), &theirs) != 0) {
    return std::nullopt;
  }
  return ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
}

bool is_trusted_user(unsigned int uid) {
  return uid == 0 || uid == ::geteuid();
}

bool has_trusted_users(int pid) {
  // The owner costs less than the status. It is the effective user, or root.
  struct stat info {};
  const std::string directory = "/proc/" + std::to_string(pid);
  if (::stat(directory.c_str(), &info) != 0 || !is_trusted_user(info.st_uid)) return false;
  const auto users = users_of(pid);
  return users && are_trusted(*users);
}

MonitProcess examine_monit(int pid) {
  MonitProcess process;
  process.pid = pid;
  const std::optional<ProcessFacts> facts = process_facts(pid);
  const auto users = users_of(pid);
  if (!facts || !users || facts->state == 'Z' || facts->state == 'X') return process;
  process.start_time = facts->start_time;
  process.user = user_name(users->effective);
  process.executable = executable_of(pid);
  process.of_another_user = !are_trusted(*users);
  if (process.of_another_user) return other_process(process, {});
  if (!process.executable.empty() && base_name(process.executable) != kProgram) {
    return other_process(process, {});
  }
  const std::optional<bool> our_root = has_our_root(pid);
  if (our_root && !*our_root) return other_process(process, "its root directory is not ours");
  if (!our_root || process.executable.empty()) {
    return facts->comm == kProgram ? (process.verdict = MonitProcess::Verdict::hidden, process)
                                   : other_process(process, {});
  }
  process.verdict = MonitProcess::Verdict::monit;
  return process;
}

std::string described(const MonitProcess& process) {
  std::string text = "process " + std::to_string(process.pid);
  if (!process.executable.empty()) text += " (" + printable(process.executable) + ")";
  if (!process.user.empty()) text += " of user " + printable(process.user);
  return text;
}

// A process that has ended has no descriptors. Every other failure of a look into /proc says that
// this process cannot see them.
bool says_ended(int error) {
  return error == ENOENT || error == ESRCH;
}

// A user can have as many processes and descriptors as the limits of the host allow.
Holding holds_socket(int pid, std::uint32_t inode, Clock::time_point until) {
  constexpr std::size_t kBetweenLooksAtTheClock = 256;
  const std::string directory = "/proc/" + below_pid(pid, "fd");
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(::opendir(directory.c_str()), ::closedir);
  if (entries == nullptr) return says_ended(errno) ? Holding::no : Holding::hidden;
  const std::string wanted = "socket:[" + std::to_string(inode) + "]";
  std::size_t seen = 0;
  bool has_hidden = false;
  while (const dirent* entry = ::readdir(entries.get())) {
    if (entry->d_name[0] == '.') continue;
    std::array<char, 64> target{};  // A longer one is not that of a socket.
    const ssize_t length =
        ::readlinkat(::dirfd(entries.get()), &entry->d_name[0], target.data(), target.size());
    // Root without CAP_SYS_PTRACE sees the numbers of the descriptors, but not what they are.
    has_hidden = has_hidden || (length < 0 && !says_ended(errno));
    const std::string_view found(target.data(), length < 0 ? 0 : static_cast<std::size_t>(length));
    if (found == wanted) return Holding::yes;
    if (++seen % kBetweenLooksAtTheClock == 0 && Clock::now() >= until) return Holding::late;
  }
  return has_hidden && process_facts(pid) ? Holding::hidden : Holding::no;
}

Holders holders_of(std::uint32_t inode, Clock::time_point until) {
  Holders holders;
  const std::vector<int> pids = all_pids();
  // At least this process has a pid.
  holders.has_hidden = pids.empty();
  for (const int pid : pids) {
    const Holding holding = Clock::now() < until ? holds_socket(pid, inode, until) : Holding::late;
    holders.has_hidden = holders.has_hidden || holding == Holding::hidden;
    holders.is_late = holding == Holding::late;
    if (holding == Holding::yes) holders.pid = pid;
    if (holding == Holding::yes || holding == Holding::late) break;
  }
  return holders;
}

int pid_in_pidfile(const std::string& path, const std::string& root) {
  const RootDirectory directory(root);
  struct stat name {};
  if (directory.stat(path, false, name) != 0) return 0;
  const RegularFile file = open_regular(directory, path);
  const bool is_link = name.st_dev != file.status.st_dev || name.st_ino != file.status.st_ino;
  if (!file || is_link || !who_else_writes(file.status).empty()) return 0;
  constexpr std::size_t kMostBytes = 64;
  return pid_in_text(read_to_end(file.fd.get(), kMostBytes).value_or(""));
}

std::vector<std::string> pidfiles_of(const std::string& configured) {
  if (!configured.empty()) return {configured};
  return {"/run/monit.pid", "/var/run/monit.pid"};
}

}  // namespace pkgmap
