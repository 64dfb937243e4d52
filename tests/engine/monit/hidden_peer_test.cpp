// Peers that the socket alone does not identify: the client lacks rights, the peer is in another
// network namespace, or only its status shows that it is another monit.
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/fd.hpp"
#include "engine/system/process/process.hpp"
#include "tests/engine/monit/peers.hpp"
#include "tests/support/impostor.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using rules::OnUnknownPeer;
using test::client_of;
using test::file_at;
using test::hint_of;
using test::Impostor;
using test::invented_status;
using test::kNothingSent;
using test::kOneCheck;
using test::kTcpServer;
using test::Peers;
using test::RealMonit;
using test::said_by;
using test::text_of;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class HiddenPeers : public Peers {};

bool becomes_nobody() {
  const passwd* const nobody = ::getpwnam("nobody");
  return nobody && ::setgroups(0, nullptr) == 0 && ::setgid(nobody->pw_gid) == 0 &&
         ::setuid(nobody->pw_uid) == 0;
}

// Root may then look at no process that has this capability.
bool gives_up_ptrace() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> sets{};
  if (::syscall(SYS_capget, &header, sets.data()) != 0) return false;
  sets[0].effective &= ~(1U << CAP_SYS_PTRACE);
  sets[0].permitted &= ~(1U << CAP_SYS_PTRACE);
  return ::syscall(SYS_capset, &header, sets.data()) == 0;
}

// Asks in a child process that gives up rights. Returns the answer, the doubt about the peer and
// what removes the doubt, with "|" between.
std::string asked_without_rights(const monitrc::ControlFile& file, bool (*gives_up)()) {
  const test::TemporaryDirectory directory;
  const std::string answer = directory.write("answer", "");
  EXPECT_EQ(::chmod(answer.c_str(), 0666), 0);
  std::filesystem::permissions(directory.path(), std::filesystem::perms::all);
  const pid_t child = ::fork();
  if (child == 0) {
    if (!gives_up()) ::_exit(1);
    const auto client = client_of(file);
    const std::string said = said_by(*client);
    const auto peer = client->peer();
    std::ofstream(answer) << said << '|' << (peer ? peer->doubt + "|" + peer->todo : "");
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  return test::read_file(answer);
}

std::string asked_by_nobody(const monitrc::ControlFile& file) {
  return asked_without_rights(file, becomes_nobody);
}

TEST_F(HiddenPeers, RootThatMayNotLookAtMonitGoesByItsUserAndSaysSo) {
  const RealMonit monit({.checks = kOneCheck, .httpd = kTcpServer});
  for (monitrc::ControlFile file : {monit.tcp_model("canary-Pa55"), monit.model()}) {
    file.httpd->credentials = {{"admin", "canary-Pa55", false}};
    EXPECT_THAT(asked_without_rights(file, gives_up_ptrace),
                testing::AllOf(StartsWith("a status|whoever answers on "),
                               EndsWith(" is known by its user (root) alone, as its process may "
                                        "not be looked at|run this with CAP_SYS_PTRACE, without "
                                        "which root may not look at the process")));
  }
}

TEST_F(HiddenPeers, WhoMayNotLookAtMonitGoesByItsUserAndSaysSo) {
  const RealMonit monit({.checks = kOneCheck, .httpd = kTcpServer});
  std::filesystem::permissions(monit.directory().path(), std::filesystem::perms(0755));
  std::filesystem::permissions(monit.socket(), std::filesystem::perms(0777));
  for (monitrc::ControlFile file : {monit.tcp_model("canary-Pa55"), monit.model()}) {
    file.httpd->credentials = {{"admin", "canary-Pa55", false}};
    EXPECT_THAT(asked_by_nobody(file),
                testing::AllOf(
                    StartsWith("a status|whoever answers on "),
                    EndsWith(" is known by its user (root) alone, as its process may "
                             "not be looked at|run this as root, which may look at the process")));
  }
}

// Asks in a child process that has no /proc, as in a chroot where nobody has mounted it.
std::string asked_without_proc(const monitrc::ControlFile& file) {
  const test::TemporaryDirectory directory;
  const std::string answer = directory.write("answer", "");
  const pid_t child = ::fork();
  if (child == 0) {
    if (::unshare(CLONE_NEWNS) != 0 ||
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) ||
        ::mount("none", "/proc", "tmpfs", 0, nullptr) != 0) {
      ::_exit(1);
    }
    const auto client = client_of(file);
    std::ofstream(answer) << said_by(*client) << '|' << hint_of(*client);
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  return test::read_file(answer);
}

TEST_F(HiddenPeers, WithoutProcNobodyIsToldAnythingAndWhatIsMissingIsNamed) {
  const RealMonit monit({.checks = kOneCheck, .httpd = kTcpServer});
  for (monitrc::ControlFile file : {monit.tcp_model("canary-Pa55"), monit.model()}) {
    file.httpd->credentials = {{"admin", "canary-Pa55", false}};
    const std::string asked = asked_without_proc(file);
    if (asked.empty()) GTEST_SKIP() << "no mount namespaces to be had";
    EXPECT_THAT(asked, HasSubstr(" cannot be known, as there is no /proc that shows this process" +
                                 std::string(kNothingSent)));
    EXPECT_THAT(asked, EndsWith("|'mount -t proc proc /proc' makes one"));
  }
}

TEST_F(HiddenPeers, WhoMayNotLookAtAnybodyStillRefusesAnotherUser) {
  const int port = test::free_port();
  const Impostor impostor(
      {.arguments = {"--port", text_of(port), "--user", "daemon"}, .answer = invented_status()});
  EXPECT_THAT(asked_by_nobody(file_at(port)), HasSubstr("of user daemon answers on"));
  EXPECT_EQ(impostor.told(), "");
}

// Puts this thread into a network namespace of its own, as long as the object lives.
class OwnNetwork {
 public:
  OwnNetwork() : before_(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)) {
    is_there_ = ::unshare(CLONE_NEWNET) == 0;
  }
  OwnNetwork(const OwnNetwork&) = delete;
  OwnNetwork& operator=(const OwnNetwork&) = delete;
  ~OwnNetwork() { ::setns(before_.get(), CLONE_NEWNET); }

  /// False if the kernel does not let this program have one.
  bool is_there() const { return is_there_; }

  /// Connects this namespace with that of a process, which gets the address 192.0.2.2.
  static bool reaches(int pid) {
    return run("/usr/sbin/ip link set lo up") &&
           run("/usr/sbin/ip link add here type veth peer name there netns " + text_of(pid)) &&
           run("/usr/sbin/ip addr add 192.0.2.1/24 dev here") &&
           run("/usr/sbin/ip link set here up") &&
           run("/usr/bin/nsenter -n -t " + text_of(pid) +
               " /usr/sbin/ip addr add 192.0.2.2/24 dev there") &&
           run("/usr/bin/nsenter -n -t " + text_of(pid) + " /usr/sbin/ip link set there up");
  }

 private:
  static bool run(const std::string& line) {
    std::istringstream words(line);
    const std::vector<std::string> argv{std::istream_iterator<std::string>(words), {}};
    const auto ended = run_process(argv);
    return ended && ended->succeeded();
  }

  Fd before_;
  bool is_there_ = false;
};

TEST_F(HiddenPeers, WhoIsInAnotherNetworkIsBelievedOnlyIfThePolicyWantsIt) {
  const OwnNetwork network;
  if (!network.is_there()) GTEST_SKIP() << "no network namespaces to be had";
  const Impostor monit({.arguments = {"--address", "0.0.0.0", "--port", "2812"},
                        .answer = invented_status(),
                        .is_called_monit = true,
                        .has_own_network = true});
  ASSERT_TRUE(OwnNetwork::reaches(monit.pid()));
  monitrc::ControlFile file = file_at(2812);
  file.httpd->tcp->address = "192.0.2.2";
  const auto client = client_of(file);
  EXPECT_EQ(said_by(*client),
            std::string("who answers on 192.0.2.2:2812 cannot be known, as it is not in this "
                        "network namespace") +
                kNothingSent);
  EXPECT_EQ(hint_of(*client),
            "let monit listen on a unix socket, or with a certificate that its control file names; "
            "'unknown_peer: trust' in the policy believes whoever answers");
  EXPECT_EQ(monit.told(), "");
  EXPECT_EQ(said_by(*client_of(file, OnUnknownPeer::trust)), "a status");
}

TEST_F(HiddenPeers, AStatusOfAnotherControlFileIsNotBelieved) {
  const int port = test::free_port();
  const Impostor monit({.arguments = {"--port", text_of(port)},
                        .answer = test::status_of_monit("0", "/srv/other/monitrc"),
                        .is_called_monit = true});
  const auto client = client_of(file_at(port));
  EXPECT_EQ(said_by(*client),
            "the monit that answers on 127.0.0.1:" + text_of(port) +
                " runs with the control file /srv/other/monitrc, not with /etc/monitrc: it is not "
                "believed");
  EXPECT_FALSE(client->peer());
}

TEST_F(HiddenPeers, AStatusThatNamesNoControlFileIsNotBelieved) {
  const int port = test::free_port();
  const Impostor monit({.arguments = {"--port", text_of(port)},
                        .answer = test::status_of_monit("0", ""),
                        .is_called_monit = true});
  EXPECT_EQ(said_by(*client_of(file_at(port))),
            "the monit that answers on 127.0.0.1:" + text_of(port) +
                " does not say which control file it runs with: it is not believed");
}

TEST_F(HiddenPeers, AStatusWithAnInventedIdIsNotBelieved) {
  const test::TemporaryDirectory directory;
  const int port = test::free_port();
  const Impostor forwarder({.arguments = {"--port", text_of(port)}, .answer = invented_status()});
  monitrc::ControlFile file = file_at(port);
  file.idfile = directory.write("id", "fedcba9876543210fedcba9876543210");
  const auto client = client_of(file, OnUnknownPeer::trust);
  EXPECT_EQ(said_by(*client), "the monit that answers on 127.0.0.1:" + text_of(port) +
                                  " has the id 0123456789abcdef0123456789abcdef, but " +
                                  file.idfile + " holds another: it is not believed");
  EXPECT_EQ(hint_of(*client),
            "it is another monit, or its id file was replaced: then reload monit");
}

// `monit -t` makes an id file if there is none. monit itself reads the id file only when it reads
// its control file.
TEST_F(HiddenPeers, AnIdThatMonitHasNotReadYetIsNotComparedWithIts) {
  const RealMonit monit({.checks = kOneCheck, .httpd = kTcpServer});
  const auto client = client_of(monit.tcp_model("canary-Pa55"));
  ASSERT_EQ(said_by(*client), "a status");
  std::filesystem::remove(monit.directory().file("id"));
  ASSERT_TRUE(run_process({"/usr/bin/monit", "-t", "-c", monit.control_file()})->succeeded());
  EXPECT_EQ(said_by(*client), "a status");
}

}  // namespace
}  // namespace pkgmap
