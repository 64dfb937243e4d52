#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "engine/session/guard.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

constexpr int kReadyFd = 3;
constexpr int kWordWithinMs = 5'000;

std::vector<std::string> arguments(const Settings& settings, const std::string& session) {
  std::vector<std::string> argv = {"monit-pkgmap", "guard",
                                   "--session",    session,
                                   "--ready-fd",   std::to_string(kReadyFd),
                                   "--state-dir",  settings.state_directory,
                                   "--settle",     std::to_string(settings.policy.settle.count())};
  if (!settings.monitrc.empty()) argv.insert(argv.end(), {"--monitrc", settings.monitrc});
  if (!settings.policy_file.empty()) argv.insert(argv.end(), {"--policy", settings.policy_file});
  if (!settings.dbpath.empty()) argv.insert(argv.end(), {"--dbpath", settings.dbpath});
  return argv;
}

void reset_signals() {
  struct sigaction plain {};
  plain.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; ++number) ::sigaction(number, &plain, nullptr);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void close_from(int first) {
  if (::syscall(SYS_close_range, static_cast<unsigned>(first), ~0U, 0U) == 0) return;
  rlimit limit{};
  const int last = ::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65'536
                       ? static_cast<int>(limit.rlim_cur)
                       : 65'536;
  for (int fd = first; fd < last; ++fd) ::close(fd);
}

// Only calls that are safe between fork and exec.
[[noreturn]] void become_guard(int ready, const char* program, char* const* argv,
                               char* const* environment) {
  ::setsid();
  // The second fork: the guard is no session leader and nobody's child.
  const pid_t again = ::fork();
  if (again != 0) ::_exit(again < 0 ? 1 : 0);
  // First of all, as a caller without standard streams gives the pipe one of their numbers. dup2
  // onto itself would leave close-on-exec set.
  if (ready == kReadyFd) {
    ::fcntl(ready, F_SETFD, 0);
  } else {
    ::dup2(ready, kReadyFd);
  }
  const int null = ::open("/dev/null", O_RDWR);
  ::dup2(null, STDIN_FILENO);
  ::dup2(null, STDOUT_FILENO);
  ::dup2(null, STDERR_FILENO);
  close_from(kReadyFd + 1);
  reset_signals();
  ::umask(077);
  if (::chdir("/") != 0) ::_exit(1);
  ::execve(program, argv, environment);
  ::_exit(1);
}

Done await_word(int fd) {
  pollfd word{fd, POLLIN, 0};
  char answer = 0;
  if (::poll(&word, 1, kWordWithinMs) == 1 && ::read(fd, &answer, 1) == 1) return done();
  return Error{ErrorCode::failed, "the guard did not start, so nothing is suspended",
               "'monit-pkgmap status' shows whether one is left over"};
}

}  // namespace

Done start_guard(const Settings& settings, const std::string& session) {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) return system_error("cannot make a pipe for the guard");
  const Fd reading(ends[0]);
  Fd writing(ends[1]);
  std::vector<std::string> words = arguments(settings, session);
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::string path = "PATH=/usr/sbin:/usr/bin";
  std::string home = "HOME=" + settings.home;
  char* environment[] = {path.data(), settings.home.empty() ? nullptr : home.data(), nullptr};
  const pid_t child = ::fork();
  if (child < 0) return system_error("cannot start the guard");
  if (child == 0) {
    become_guard(writing.get(), settings.program.c_str(), argv.data(), environment);
  }
  writing.reset();
  int ignored = 0;
  ::waitpid(child, &ignored, 0);
  return await_word(reading.get());
}

}  // namespace pkgmap
