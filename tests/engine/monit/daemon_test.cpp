// The running monit as a process.
#include "engine/monit/daemon.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/monit/client.hpp"
#include "tests/support/impostor.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using test::eventually;
using test::RealMonit;

TEST(FindMonitDaemon, FindsItByItsPidfile) {
  const RealMonit monit({});
  ASSERT_TRUE(eventually([&] { return std::filesystem::exists(monit.pidfile()); }));
  const auto daemon = find_monit_daemon({.pidfile = monit.pidfile()});
  ASSERT_TRUE(daemon);
  EXPECT_EQ(daemon->pid, monit.pid());
  EXPECT_EQ(daemon->control_file, monit.control_file());
  EXPECT_EQ(std::filesystem::path(daemon->executable).filename(), "monit");
  EXPECT_EQ(daemon->working_directory, std::filesystem::current_path());
  EXPECT_TRUE(same_process(daemon->pid, daemon->start_time));
}

TEST(FindMonitDaemon, FindsItByTheSocketThoughThePidfileIsGone) {
  const RealMonit monit({});
  const int peer = connect_monit(monit.model()).value()->peer()->pid;
  const auto daemon = find_monit_daemon({.peer_pid = peer, .pidfile = "/nonexistent/pid"});
  ASSERT_TRUE(daemon);
  EXPECT_EQ(daemon->pid, monit.pid());
}

TEST(FindMonitDaemon, LooksForThePidfileBelowTheRoot) {
  const RealMonit monit({});
  const test::TemporaryDirectory root;
  std::filesystem::create_directory(root.file("run"));
  root.write("run/monit.pid", std::to_string(monit.pid()) + "\n");
  const auto daemon = find_monit_daemon({.root = root.path()});
  ASSERT_TRUE(daemon);
  EXPECT_EQ(daemon->pid, monit.pid());
}

TEST(FindMonitDaemon, LooksAtNoPidfileThatIsNoFileOrOutsideTheRoot) {
  const RealMonit monit({});
  ASSERT_TRUE(eventually([&] { return std::filesystem::exists(monit.pidfile()); }));
  const test::TemporaryDirectory root;
  ASSERT_EQ(::mkfifo(root.file("fifo").c_str(), 0600), 0);
  std::filesystem::create_symlink(monit.pidfile(), root.file("out"));
  for (const char* path : {"/fifo", "/", "/out", "/../../../dev/zero"}) {
    EXPECT_FALSE(find_monit_daemon({.pidfile = path, .root = root.path()})) << path;
  }
}

TEST(FindMonitDaemon, DoesNotTakeAnotherProcessForMonit) {
  const test::TemporaryDirectory directory;
  for (const std::string& content :
       {std::to_string(::getpid()), std::string("1"), std::string("0"), std::string("-1"),
        std::string(""), std::string("monit"), std::string("99999999999999")}) {
    EXPECT_FALSE(find_monit_daemon({.pidfile = directory.write("pid", content)})) << content;
  }
  EXPECT_FALSE(find_monit_daemon({.peer_pid = ::getpid(), .pidfile = directory.file("none")}));
}

// Otherwise a user who can write the pidfile, or the target of a link, would choose the process
// that gets our signals.
TEST(FindMonitDaemon, DoesNotGoByAPidfileThatOthersCanWriteOrThatIsALink) {
  const RealMonit monit({});
  const test::TemporaryDirectory directory;
  const std::string pidfile = directory.write("pid", std::to_string(monit.pid()) + "\n");
  EXPECT_TRUE(find_monit_daemon({.pidfile = pidfile}));
  std::filesystem::create_symlink(pidfile, directory.file("link"));
  EXPECT_FALSE(find_monit_daemon({.pidfile = directory.file("link")}));
  for (const int mode : {0664, 0646}) {
    ASSERT_EQ(::chmod(pidfile.c_str(), static_cast<mode_t>(mode)), 0);
    EXPECT_FALSE(find_monit_daemon({.pidfile = pidfile})) << mode;
  }
}

TEST(FindMonitDaemon, DoesNotReadThePidfileOfAnotherUser) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  const RealMonit monit({});
  const test::TemporaryDirectory directory;
  const std::string pidfile = directory.write("pid", std::to_string(monit.pid()) + "\n");
  ASSERT_TRUE(find_monit_daemon({.pidfile = pidfile}));
  ASSERT_EQ(::chown(pidfile.c_str(), 65534, 0), 0);
  EXPECT_FALSE(find_monit_daemon({.pidfile = pidfile}));
}

// A user can choose the executable and the name of a process, but neither another user nor another
// root directory.
TEST(FindMonitDaemon, DoesNotTakeWhoIsOnlyCalledMonitForIt) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can become others";
  const test::TemporaryDirectory root;
  const auto found = [](const test::Impostor& impostor) {
    return find_monit_daemon({.peer_pid = impostor.pid(), .pidfile = "/nonexistent/pid"});
  };
  const std::string port = std::to_string(test::free_port());
  EXPECT_TRUE(found(test::Impostor({.arguments = {"--port", port}, .is_called_monit = true})));
  EXPECT_FALSE(found(test::Impostor({.arguments = {"--port", port}})));
  EXPECT_FALSE(found(test::Impostor(
      {.arguments = {"--port", port, "--user", "nobody"}, .is_called_monit = true})));
  EXPECT_FALSE(found(test::Impostor(
      {.arguments = {"--port", port, "--chroot", root.path()}, .is_called_monit = true})));
}

TEST(MonitDaemon, ReloadsItsControlFile) {
  RealMonit monit({.checks = "check file one with path @DIR@/file"});
  const auto client = connect_monit(monit.model()).value();
  const auto daemon = find_monit_daemon({.peer_pid = client->peer()->pid});
  ASSERT_TRUE(daemon);
  monit.write_control_file("check file two with path @DIR@/file");
  ASSERT_TRUE(reload(*daemon).ok());
  std::string said;
  EXPECT_TRUE(eventually([&] {
    const auto status = client->status();
    said = status ? "a status of the old control file" : status.error().message;
    return status && status->find("two") != nullptr;
  })) << said
      << ", while monit says:\n"
      << monit.log();
  EXPECT_TRUE(same_process(daemon->pid, daemon->start_time));
}

TEST(MonitDaemon, WakesUp) {
  if (!test::monit_wakes_at_a_signal()) GTEST_SKIP() << "needs a monit that wakes up at SIGUSR1";
  const RealMonit monit({.checks = "check file one with path @DIR@/file", .poll_seconds = 600});
  const auto client = connect_monit(monit.model()).value();
  const auto daemon = find_monit_daemon({.peer_pid = client->peer()->pid});
  ASSERT_TRUE(daemon);
  // A signal during the first cycle starts no further cycle, so one signal may be too early.
  EXPECT_TRUE(eventually([&] { return wake(*daemon).ok() && monit.logged("Awakened by") >= 1; }));
}

TEST(MonitDaemon, IsNotSignalledWhenItIsAnotherProcess) {
  const RealMonit monit({});
  auto daemon = find_monit_daemon({.peer_pid = monit.pid()});
  ASSERT_TRUE(daemon);
  ++daemon->start_time;
  const Done done = reload(*daemon);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, ErrorCode::monit);
  EXPECT_EQ(done.error().message, "monit is not the process any more that it was");
  EXPECT_EQ(monit.logged("Reinitializing"), 0);
}

TEST(MonitDaemon, IsNotSignalledWhenItHasEnded) {
  RealMonit monit({});
  const auto daemon = find_monit_daemon({.peer_pid = monit.pid()});
  ASSERT_TRUE(daemon);
  monit.stop();
  EXPECT_FALSE(wake(*daemon).ok());
  EXPECT_FALSE(reload(MonitDaemon{}).ok());
}

TEST(MonitDaemon, HasItsRunningProgramsAsChildren) {
  RealMonit monit({.checks = "check program slow with path @DIR@/slow if status != 0 then alert",
                   .start = false});
  monit.directory().write("slow", "#!/bin/sh\nexec sleep 600\n", 0755);
  monit.start();
  EXPECT_TRUE(eventually([&] { return children_of(monit.pid()).size() == 1; }));
}

// A control file, and the error message, which never has the last token in it.
struct SyntaxCase {
  std::string text;
  std::string complaint;  // What follows the path of the control file in the message.
};
class Syntax : public testing::TestWithParam<SyntaxCase> {};

TEST_P(Syntax, ErrorIsMonitsFirstComplaintWithoutItsLastToken) {
  const test::TemporaryDirectory directory;
  const std::string text = "set idfile " + directory.file("id") + "\n" + GetParam().text;
  const std::string path = directory.write("monitrc", text, 0600);
  const Done done = check_syntax("/usr/bin/monit", path);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, ErrorCode::monit);
  EXPECT_EQ(done.error().message, "monit would not read its control file: " +
                                      (GetParam().complaint.front() == ':' ? path : "") +
                                      GetParam().complaint);
}

INSTANTIATE_TEST_SUITE_P(
    ControlFiles, Syntax,
    testing::Values(
        SyntaxCase{"set httpd port 1 allow admin:right canary-Pa55", ":2: syntax error"},
        SyntaxCase{"set httpd port 1 allow admin:right \"canary\nPa55\"", ":3: syntax error"},
        SyntaxCase{"check process x with pidfile /x\n depends on y",
                   "Depending service 'y' is not defined in the control file"},
        SyntaxCase{"set httpd port 1 allow canary:x allow Canary:canary-Pa55 allow @a allow @A\n"
                   "check process x with pidfile /x\n depends on y",
                   "Depending service 'y' is not defined in the control file"},
        SyntaxCase{"check program p with path /bin/true",
                   "'check program p' is incomplete: Please add a 'status' or 'content' test"},
        SyntaxCase{"check process x with pidfile /x\ncheck process x with pidfile /y",
                   ":3: Service name conflict, x already defined"},
        SyntaxCase{"check file f with path /nonexistent if failed checksum then alert\n"
                   "check file g with path /nonexistent if failed checksum then nothing",
                   ":3: syntax error"},
        SyntaxCase{"check program p with path /nonexistent if status != 0 then alert",
                   ":2: Program does not exist"}));

TEST(CheckSyntax, AcceptsAControlFileWithWarnings) {
  const test::TemporaryDirectory directory;
  const std::string path =
      directory.write("monitrc",
                      "set idfile " + directory.file("id") +
                          "\ncheck file f with path /nonexistent if failed checksum then alert\n",
                      0600);
  EXPECT_TRUE(check_syntax("/usr/bin/monit", path).ok());
}

TEST(CheckSyntax, TellsThatThereIsNoControlFile) {
  const Done done = check_syntax("/usr/bin/monit", "/nonexistent");
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().message,
            "monit would not read its control file: The control file '/nonexistent' is not a file");
}

TEST(CheckSyntax, TellsThatMonitCannotBeRun) {
  const Done done = check_syntax("/nonexistent/monit", "/etc/monitrc");
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, ErrorCode::monit);
  EXPECT_EQ(done.error().message, "cannot run /nonexistent/monit: No such file or directory");
}

TEST(FirstSyntaxError, IsEmptyWhenThereIsNone) {
  EXPECT_EQ(first_syntax_error(""), "");
  EXPECT_EQ(first_syntax_error("Control file syntax OK\n"), "");
}

}  // namespace
}  // namespace pkgmap
