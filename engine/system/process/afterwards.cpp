#include "engine/system/process/afterwards.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "engine/system/process/after_fork.hpp"
#include "engine/system/process/child.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

constexpr int kOnlyDescriptor = 0;

// Runs in the child of a process with one thread, so it may also allocate memory.
void wait_and_remove(int end, const std::string& path) {
  ::dup2(end, kOnlyDescriptor);
  close_from(kOnlyDescriptor + 1);
  if (::chdir("/") != 0) return;
  char byte = 0;
  while (::read(kOnlyDescriptor, &byte, 1) < 0 && errno == EINTR) {
  }
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

}  // namespace

Result<Fd> remove_afterwards(const std::string& path) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("cannot make a pipe");
  const Fd theirs(ends[0]);
  Fd ours(ends[1]);
  const Done started = Child::apart([&] { wait_and_remove(theirs.get(), path); });
  if (!started) return started.error();
  return ours;
}

}  // namespace pkgmap
