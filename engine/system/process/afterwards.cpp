#include "engine/system/process/afterwards.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "engine/system/process/after_fork.hpp"
#include "engine/system/process/spawn.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

constexpr int kOnlyDescriptor = 0;

// Runs in the child of a process with one thread, so it may also allocate memory.
[[noreturn]] void wait_and_remove(int end, const std::string& path) {
  ::setsid();
  if (const pid_t again = ::fork(); again != 0) ::_exit(again < 0 ? 1 : 0);
  ::dup2(end, kOnlyDescriptor);
  close_from(kOnlyDescriptor + 1);
  reset_signals();
  if (::chdir("/") != 0) ::_exit(1);
  char byte = 0;
  while (::read(kOnlyDescriptor, &byte, 1) < 0 && errno == EINTR) {
  }
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
  ::_exit(0);
}

}  // namespace

Result<Fd> remove_afterwards(const std::string& path) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("cannot make a pipe");
  const Fd theirs(ends[0]);
  Fd ours(ends[1]);
  const ReapingChildren reaping;
  const pid_t child = ::fork();
  if (child < 0) return system_error("cannot start a process");
  if (child == 0) wait_and_remove(theirs.get(), path);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (status == 0) return ours;
  return Error{ErrorCode::failed, "cannot start a process"};
}

}  // namespace pkgmap
