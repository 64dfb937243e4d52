// The processes of checks: which process a pidfile can name, and what it executes.
#include "engine/facts/processes.hpp"

#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/facts/program_file.hpp"
#include "engine/system/process/proc.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

bool can_name(const std::string& pidfile) {
  PathResolver paths("/");
  HostFiles files("/");
  UnitFiles units(paths, files);
  ProcessTable processes(paths, units, 0);
  return processes.behind_pidfile(pidfile).has_value();
}

// Calls `answer` in a child process, and returns what it returned there.
template <class Answer>
int in_child(const Answer& answer) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(answer());
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

constexpr int kNamed = 10;
constexpr int kNotNamed = 11;
constexpr int kNoNamespace = 12;

// Asks in a process namespace whose first process is this program.
int asked_below_a_first_process(const std::string& pidfile) {
  return in_child([&] {
    if (::unshare(CLONE_NEWPID | CLONE_NEWNS) != 0) return kNoNamespace;
    return in_child([&] {
      if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
          ::mount("proc", "/proc", "proc", 0, nullptr) != 0) {
        return kNoNamespace;
      }
      return in_child([&] { return can_name(pidfile) ? kNamed : kNotNamed; });
    });
  });
}

// Returns the inode of a socket as /proc/net has it; 0 without a socket.
std::string inode_of(int socket) {
  struct stat status {};
  return ::fstat(socket, &status) == 0 ? std::to_string(status.st_ino) : "0";
}

TEST(ListeningSockets, OfTcpAreFoundByTheirPort) {
  const Fd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  ASSERT_EQ(::bind(socket.get(), any, size), 0);
  ASSERT_EQ(::getsockname(socket.get(), any, &size), 0);
  const int port = ntohs(address.sin_port);
  EXPECT_TRUE(ListeningSockets().inodes(port, {}).empty());
  ASSERT_EQ(::listen(socket.get(), 1), 0);
  EXPECT_EQ(ListeningSockets().inodes(port, {}), std::vector{inode_of(socket.get())});
  EXPECT_TRUE(ListeningSockets().inodes(0, {}).empty());
}

// A daemon may have bound a path below /run by its older name.
TEST(ListeningSockets, AreFoundByTheirPath) {
  const Fd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const std::string name = "/run/pkgmap-test-" + std::to_string(::getpid()) + ".sock";
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  ("/var" + name).copy(&address.sun_path[0], sizeof address.sun_path - 1);
  if (::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    GTEST_SKIP() << "/run cannot be written, or /var/run is no link to it";
  }
  EXPECT_EQ(::listen(socket.get(), 1), 0);
  ListeningSockets sockets;
  EXPECT_EQ(sockets.inodes(0, {name}), std::vector{inode_of(socket.get())});
  EXPECT_EQ(sockets.inodes(0, {"/elsewhere", "/var" + name}), std::vector{inode_of(socket.get())});
  EXPECT_TRUE(sockets.inodes(0, {name + "x"}).empty());
  std::filesystem::remove("/var" + name);
}

TEST(MatchingProcesses, MonitTakesTheOldestWhoseParentDoesNotMatch) {
  EXPECT_EQ(taken_by_monit({}), nullptr);
  const std::vector<MatchingProcess> all = {{7, 5, 1}, {5, 1, 4}, {6, 1, 3}, {8, 6, 2}};
  ASSERT_NE(taken_by_monit(all), nullptr);
  EXPECT_EQ(taken_by_monit(all)->pid, 6);
}

// A comparison of each with each other one would be 10^12 steps.
TEST(MatchingProcesses, AUserMayHaveAnyNumberOfThem) {
  std::vector<MatchingProcess> all;
  for (int pid = 2'000'000; pid > 1'000'000; --pid) all.push_back({pid, 1, 9});
  all.push_back({7, 1, 8});
  EXPECT_EQ(taken_by_monit(all)->pid, 7);
}

// The daemon of a container writes "1", which on the host is the service manager.
TEST(ProcessBehindAPidfile, IsNeverTheFirstOfTheHost) {
  const test::TemporaryDirectory directory;
  const int answer = asked_below_a_first_process(directory.write("pid", "1\n", 0644));
  if (answer == kNoNamespace) GTEST_SKIP() << "no process namespaces to be had";
  EXPECT_EQ(answer, kNotNamed);
}

/// The program `sleep` at a path of the test; it runs until the end of the object.
class Daemon {
 public:
  /// `library` is loaded into it; empty for none.
  Daemon(const std::string& program, const std::string& library,
         const std::string& argument = "1000") {
    int told[2];
    if (::pipe(told) != 0) return;
    const pid_t starter = ::fork();
    if (starter == 0) {
      // The parent of a daemon is not the program that started it, and so not this test.
      pid_ = ::fork();
      if (pid_ == 0) run(program, library, argument);
      ::_exit(::write(told[1], &pid_, sizeof pid_) == sizeof pid_ ? 0 : 1);
    }
    ::waitpid(starter, nullptr, 0);
    if (::read(told[0], &pid_, sizeof pid_) != sizeof pid_) pid_ = 0;
    ::close(told[0]);
    ::close(told[1]);
    while (pid_ > 0 && executable_of(pid_) != program) ::usleep(1000);
  }
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;
  ~Daemon() {
    if (pid_ > 0) ::kill(pid_, SIGKILL);
  }

  int pid() const { return pid_; }
  /// Waits until it has mapped its libraries: it then sleeps.
  void await_sleep() const {
    while (proc_text(std::to_string(pid_) + "/maps").find("libc") == std::string::npos ||
           process_facts(pid_)->state != 'S') {
      ::usleep(1000);
    }
  }

 private:
  [[noreturn]] static void run(const std::string& program, const std::string& library,
                               const std::string& argument) {
    ::setsid();
    if (!library.empty()) ::setenv("LD_PRELOAD", library.c_str(), 1);
    ::execl(program.c_str(), program.c_str(), argument.c_str(), nullptr);
    ::_exit(127);
  }

  int pid_ = 0;
};

/// A program and a library of its own, which an update may replace as rpm does.
struct OwnProgram {
  OwnProgram() {
    std::filesystem::copy_file("/bin/sleep", program);
    std::filesystem::copy_file(std::filesystem::canonical(some_library()), library);
  }
  // Every program can load it.
  static std::string some_library() {
    for (const ExecutedFile& file : executed_files(::getpid(), 256)) {
      if (file.path.find("/libm.so") != std::string::npos) return file.path;
    }
    return {};
  }
  static void replace(const std::string& path) {
    std::filesystem::copy_file(path, path + ";5f3e2a1b");
    std::filesystem::rename(path + ";5f3e2a1b", path);
  }

  const test::TemporaryDirectory directory;
  const std::string program = directory.file("owndaemon");
  const std::string library = directory.file("libown.so.1");
};

std::optional<rules::ProcessFact> process_of(const std::string& pidfile) {
  PathResolver paths("/");
  HostFiles files("/");
  UnitFiles units(paths, files);
  ProcessTable processes(paths, units, 0);
  return processes.behind_pidfile(pidfile);
}

TEST(DeletedFiles, AreThoseThatAnUpdateReplacesWhileTheProgramRuns) {
  const OwnProgram own;
  const Daemon daemon(own.program, own.library);
  daemon.await_sleep();
  const std::string pidfile =
      own.directory.write("daemon.pid", std::to_string(daemon.pid()) + "\n", 0644);
  ASSERT_TRUE(process_of(pidfile));
  EXPECT_THAT(process_of(pidfile)->deleted, testing::IsEmpty());
  OwnProgram::replace(own.library);
  EXPECT_THAT(process_of(pidfile)->deleted, testing::ElementsAre(own.library));
  OwnProgram::replace(own.program);
  EXPECT_THAT(process_of(pidfile)->deleted, testing::ElementsAre(own.program, own.library));
  EXPECT_TRUE(process_of(pidfile)->programs.front().exists);
  std::filesystem::remove(own.program);
  EXPECT_THAT(process_of(pidfile)->deleted, testing::ElementsAre(own.program, own.library));
  EXPECT_FALSE(process_of(pidfile)->programs.front().exists);
}

TEST(DeletedFiles, AreNoneOfAProgramThatWasStartedAfterTheUpdate) {
  const OwnProgram own;
  OwnProgram::replace(own.program);
  OwnProgram::replace(own.library);
  const Daemon daemon(own.program, own.library);
  daemon.await_sleep();
  const std::string pidfile =
      own.directory.write("daemon.pid", std::to_string(daemon.pid()) + "\n", 0644);
  ASSERT_TRUE(process_of(pidfile));
  EXPECT_THAT(process_of(pidfile)->deleted, testing::IsEmpty());
}

/// A script that its interpreter runs until the end of the object.
struct ScriptDaemon {
  /// `text` writes the file @READY@ and then waits for a writer of the fifo @FIFO@.
  ScriptDaemon(const std::string& interpreter, std::string text) {
    const std::string fifo = directory.file("fifo");
    const std::string ready = directory.file("ready");
    EXPECT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    text.replace(text.find("@READY@"), 7, ready);
    text.replace(text.find("@FIFO@"), 6, fifo);
    directory.write("serve", text, 0755);
    daemon.emplace(std::filesystem::canonical(interpreter).string(), "", script);
    while (!std::filesystem::exists(ready)) ::usleep(1000);
    directory.write("pid", std::to_string(daemon->pid()) + "\n", 0644);
  }
  std::vector<std::string> deleted() const {
    const auto fact = process_of(directory.file("pid"));
    return fact ? fact->deleted : std::vector<std::string>{"no such process"};
  }
  bool is_there() const {
    const auto fact = process_of(directory.file("pid"));
    return fact && !fact->programs.empty() && fact->programs.front().exists;
  }

  const test::TemporaryDirectory directory;
  const std::string script = directory.file("serve");
  std::optional<Daemon> daemon;
};

TEST(DeletedFiles, AreAScriptThatItsShellHasOpen) {
  const ScriptDaemon shell("/bin/bash", "#!/bin/bash\n: > @READY@\nread -r line < @FIFO@\n");
  EXPECT_THAT(shell.deleted(), testing::IsEmpty());
  std::filesystem::copy_file(shell.script, shell.script + ";5f3e2a1b");
  EXPECT_THAT(shell.deleted(), testing::IsEmpty());
  std::filesystem::rename(shell.script + ";5f3e2a1b", shell.script);
  EXPECT_THAT(shell.deleted(), testing::ElementsAre(shell.script));
  EXPECT_TRUE(shell.is_there());
  std::filesystem::remove(shell.script);
  EXPECT_THAT(shell.deleted(), testing::ElementsAre(shell.script));
  EXPECT_FALSE(shell.is_there());
}

// The limit: nobody can say which content python has read.
TEST(DeletedFiles, AreNoScriptThatItsInterpreterHasClosed) {
  const ScriptDaemon python("/usr/bin/python3",
                            "#!/usr/bin/python3\nopen('@READY@', 'w').close()\nopen('@FIFO@')\n");
  std::filesystem::remove(python.script);
  EXPECT_THAT(python.deleted(), testing::IsEmpty());
}

TEST(DeletedFiles, AreNoOtherFilesThatAProcessHasOpen) {
  const test::TemporaryDirectory directory;
  const std::string one = directory.write("one", "", 0644);
  const std::string other = directory.write("other", "", 0644);
  const std::ifstream open(one);
  EXPECT_FALSE(holds_deleted(::getpid(), {one, other}));
  std::filesystem::remove(one);
  EXPECT_TRUE(holds_deleted(::getpid(), {other, one}));
  EXPECT_FALSE(holds_deleted(::getpid(), {other}));
  EXPECT_FALSE(holds_deleted(-1, {one}));
}

std::vector<std::string> deleted_in(const std::string& program, const std::string& maps) {
  std::vector<std::string> paths;
  for (const ExecutedFile& file : executed_files_in(program, maps, 256)) {
    if (file.deleted) paths.push_back(file.path);
  }
  return paths;
}

// Lines as kernels write them: a program that rpm replaces, one that prelink replaces, data that is
// not executed, memory without a file, and a file whose own name ends like a mark of the kernel.
TEST(DeletedFiles, AreReadFromTheMapsOfOlderKernelsToo) {
  const test::TemporaryDirectory directory;
  const std::string odd = directory.write("odd (deleted)", "", 0644);
  const std::string maps =
      "00400000-00401000 r-xp 00000000 fd:00 11  /usr/sbin/a;5f3e2a1b (deleted)\n"
      "00600000-00601000 rw-p 00000000 fd:00 11  /usr/sbin/a;5f3e2a1b (deleted)\n"
      "7f00-7f01 r-xp 00000000 fd:00 12          /usr/lib64/libb.so.1.#prelink#.x1Y2z3 (deleted)\n"
      "7f01-7f02 r--p 00000000 fd:00 13          /usr/lib/locale/locale-archive (deleted)\n"
      "7f02-7f03 rwxp 00000000 00:00 0 \n"
      "7f03-7f04 rwxs 00000000 00:05 14          /dev/zero (deleted)\n"
      "7f04-7f05 r-xs 00000000 00:05 15          /memfd:jit (deleted)\n"
      "7f05-7f06 r-xp 00000000 fd:00 16          " +
      odd +
      "\n"
      "7f06-7f07 r-xp 00000000 00:00 0           [vdso]\n"
      "7f07-7f08 r-xp 00000000 fd:00 17          /usr/lib64/libc.so.6\n";
  EXPECT_THAT(deleted_in("/usr/sbin/a;5f3e2a1b (deleted)", maps),
              testing::ElementsAre("/usr/sbin/a", "/dev/zero", "/memfd:jit"));
  EXPECT_THAT(deleted_in("", ""), testing::IsEmpty());
  EXPECT_THAT(deleted_in("/usr/sbin/a (deleted)", ""), testing::ElementsAre("/usr/sbin/a"));
}

/// A control group of systemd's hierarchy for a unit; removed at the end. Empty if this process may
/// not make one.
class Unit {
 public:
  explicit Unit(const std::string& name) {
    for (const char* const hierarchy :
         {"/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified", "/sys/fs/cgroup"}) {
      path_ = std::string(hierarchy) + "/" + name;
      std::error_code failed;
      if (std::filesystem::exists(std::string(hierarchy) + "/cgroup.procs") &&
          std::filesystem::create_directory(path_, failed)) {
        return;
      }
    }
    path_.clear();
  }
  Unit(const Unit&) = delete;
  Unit& operator=(const Unit&) = delete;
  ~Unit() {
    // The kernel takes a moment to see that a killed process has left.
    for (int tries = 0; made() && ::rmdir(path_.c_str()) != 0 && tries < 5000; ++tries) {
      ::usleep(1000);
    }
  }

  bool made() const { return !path_.empty(); }
  void take(int pid) const { std::ofstream(path_ + "/cgroup.procs") << pid << std::flush; }

 private:
  std::string path_;
};

TEST(ProcessBesideMonit, RunsInTheUnitOfAMonitOfRoot) {
  const Unit unit("pkgmap-test-watchdog.service");
  if (!unit.made() || ::geteuid() != 0) GTEST_SKIP() << "no control groups to be had";
  const OwnProgram own;
  const test::TemporaryDirectory directory;
  const std::string monit = directory.file("monit");
  std::filesystem::copy_file("/bin/sleep", monit);
  const Daemon daemon(own.program, "");
  const Daemon watchdog(monit, "");
  const std::string pidfile =
      own.directory.write("daemon.pid", std::to_string(daemon.pid()) + "\n", 0644);
  EXPECT_FALSE(process_of(pidfile)->beside_monit);
  unit.take(daemon.pid());
  EXPECT_FALSE(process_of(pidfile)->beside_monit) << "monit runs elsewhere";
  unit.take(watchdog.pid());
  EXPECT_TRUE(process_of(pidfile)->beside_monit);
}

}  // namespace
}  // namespace pkgmap
