#include "engine/system/process/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "engine/system/fd.hpp"
#include "engine/system/process/after_fork.hpp"
#include "engine/system/process/argv.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

// The PATH that login(1) gives to root. The program inherits no variable of this process.
const std::vector<std::string> kCleanEnvironment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                                                    "HOME=/root", "LC_ALL=C"};

// Runs in the child: only calls that signal-safety(7) allows.
void become(const ChildProgram& program, char* const* argv, char* const* environment, int& word) {
  // Moves all descriptors above 0 to 3 first: the caller of this program may have closed some of
  // these.
  const int in = ::fcntl(program.input, F_DUPFD, 10);
  const int out = ::fcntl(program.output, F_DUPFD, 10);
  const int errors = ::fcntl(program.errors < 0 ? program.output : program.errors, F_DUPFD, 10);
  const int moved = ::fcntl(word, F_DUPFD, 10);
  if (in < 0 || out < 0 || errors < 0 || moved < 0) return;
  program.own_session ? ::setsid() : ::setpgid(0, 0);
  ::dup2(in, 0);
  ::dup2(out, 1);
  ::dup2(errors, 2);
  word = ::dup2(moved, 3);
  ::fcntl(word, F_SETFD, FD_CLOEXEC);
  close_from(4);
  reset_signals();
  ::execve(argv[0], argv, environment);
}

template <typename T>
bool read_whole(int fd, T& value) {
  ssize_t got = 0;
  do got = ::read(fd, &value, sizeof value);
  while (got < 0 && errno == EINTR);
  return got == static_cast<ssize_t>(sizeof value);
}

}  // namespace

ReapingChildren::ReapingChildren() {
  struct sigaction plain {};
  plain.sa_handler = SIG_DFL;
  ::sigaction(SIGCHLD, &plain, &before_);
}

ReapingChildren::~ReapingChildren() {
  ::sigaction(SIGCHLD, &before_, nullptr);
}

Result<Child> Child::forked(const std::string& name, const std::function<void(int& word)>& become) {
  // If the program is executed, the kernel closes the pipe.
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("cannot make a pipe");
  Fd reading(ends[0]);
  const Fd writing(ends[1]);
  Child child(::fork(), name);
  if (child.pid_ < 0) return system_error("cannot start " + name);
  if (child.pid_ == 0) {
    int word = writing.get();
    become(word);
    const int why = errno;
    const ssize_t ignored = ::write(word, &why, sizeof why);
    static_cast<void>(ignored);
    ::_exit(127);
  }
  child.word_ = std::move(reading);
  return child;
}

void Child::learn_whether_it_runs() {
  if (!word_) return;
  if (read_whole(word_.get(), why_not_)) await();
  word_.reset();
}

Result<Child> Child::make(const std::string& name, const std::function<void(int& word)>& become) {
  auto child = forked(name, become);
  if (child) child->learn_whether_it_runs();
  return child;
}

Result<Child> Child::begin(const ChildProgram& program) {
  const auto argv = argv_of(program.argv);
  const auto environment =
      argv_of(program.environment.empty() ? kCleanEnvironment : program.environment);
  return forked(program.argv[0],
                [&](int& word) { become(program, argv.data(), environment.data(), word); });
}

Result<Child> Child::start(const ChildProgram& program) {
  auto child = begin(program);
  if (!child) return child;
  if (Done runs = child->runs(); !runs) return runs.error();
  return child;
}

Done Child::runs() {
  learn_whether_it_runs();
  if (why_not_ == 0) return done();
  return Error{ErrorCode::failed, "cannot run " + name_ + ": " + system_message(why_not_), {}};
}

Done Child::apart(const std::function<void()>& work) {
  const ReapingChildren reaping;
  Child between(::fork(), {});
  if (between.pid_ == 0) {
    ::setsid();
    // The second fork makes a process that is no session leader and that init(8) adopts.
    if (const pid_t last = ::fork(); last != 0) ::_exit(last < 0 ? errno : 0);
    reset_signals();
    work();
    ::_exit(0);
  }
  if (between.pid_ < 0) return system_error("cannot start a process");
  between.await();
  if (between.status_ == 0) return done();
  errno = between.exit_status();
  return system_error("cannot start a process");
}

bool Child::has_ended() {
  if (has_ended_) return true;
  const pid_t ended = ::waitpid(pid_, &status_, WNOHANG);
  return has_ended_ = ended > 0 || (ended < 0 && errno != EINTR);
}

bool Child::ends_before(Clock::time_point deadline) {
  while (!has_ended()) {
    if (Clock::now() >= deadline) return false;
    ::poll(nullptr, 0, 1);
  }
  return true;
}

void Child::await() {
  while (!has_ended_ && ::waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {
  }
  has_ended_ = true;
}

void Child::kill() const {
  if (has_ended_ || pid_ <= 0) return;
  if (::kill(-pid_, SIGKILL) != 0) ::kill(pid_, SIGKILL);
}

int Child::signal() const {
  return has_ended_ && WIFSIGNALED(status_) ? WTERMSIG(status_) : 0;
}

int Child::exit_status() const {
  return has_ended_ && WIFEXITED(status_) ? WEXITSTATUS(status_) : 0;
}

}  // namespace pkgmap
