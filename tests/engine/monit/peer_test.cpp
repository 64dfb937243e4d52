// Who answers in monit's name: the client against a real monit, and against everybody else.
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/monit/client.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/process/process.hpp"
#include "tests/support/impostor.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using test::eventually;
using test::Impostor;
using test::RealMonit;
using testing::HasSubstr;
using testing::StartsWith;
using KnownBy = Peer::KnownBy;
using rules::OnUnknownPeer;

constexpr const char* kTcp =
    "port @PORT@ use address 127.0.0.1 unixsocket @SOCKET@ allow admin:canary-Pa55";
constexpr const char* kTls =
    "port @PORT@ use address 127.0.0.1 with ssl { pemfile: @DIR@/pem } unixsocket @SOCKET@ "
    "allow admin:canary-Pa55";
constexpr const char* kNothingSent = ": nothing was sent to it, and it is not believed";
constexpr const char* kWeb = "check file web with path @DIR@/file\n";

std::string text_of(int number) {
  return std::to_string(number);
}

std::unique_ptr<MonitClient> client_of(const monitrc::ControlFile& file,
                                       OnUnknownPeer unknown_peer = OnUnknownPeer::refuse,
                                       int timeout_ms = 20'000) {
  ClientOptions options{unknown_peer};
  options.timeout = std::chrono::milliseconds(timeout_ms);
  return connect_monit(file, options).value();
}

std::string said_by(MonitClient& client) {
  const Result<status::Status> status = client.status();
  return status ? "a status" : status.error().message;
}

std::string hint_of(MonitClient& client) {
  const Result<status::Status> status = client.status();
  return status ? "a status" : status.error().hint;
}

// A control file that was read, and somebody at its port.
monitrc::ControlFile file_at(int port) {
  monitrc::ControlFile file;
  file.path = "/etc/monitrc";
  file.pidfile = "/nonexistent/pid";
  file.idfile = "/nonexistent/id";
  file.httpd.emplace();
  file.httpd->allows = true;
  file.httpd->tcp = monitrc::Httpd::Tcp{"127.0.0.1", port, false, false, {}};
  file.httpd->credentials = {{"admin", "canary-Pa55", false}};
  return file;
}

std::string invented_status() {
  return test::status_of_monit("0123456789abcdef0123456789abcdef", "/etc/monitrc");
}

class Peers : public testing::Test {
 protected:
  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can become others";
  }
};

TEST_F(Peers, MonitItselfIsKnownByItsProcessOverTcp) {
  const RealMonit monit({.checks = kWeb, .httpd = kTcp});
  const auto client = client_of(monit.tcp_model("canary-Pa55"));
  ASSERT_EQ(said_by(*client), "a status");
  ASSERT_TRUE(client->peer());
  EXPECT_EQ(client->peer()->known_by, KnownBy::process);
  EXPECT_EQ(client->peer()->pid, monit.pid());
  EXPECT_EQ(client->peer()->doubt, "");
}

TEST_F(Peers, MonitItselfIsKnownByItsProcessOverASocket) {
  const RealMonit monit({});
  const auto client = client_of(monit.model());
  ASSERT_EQ(said_by(*client), "a status");
  EXPECT_EQ(client->peer()->known_by, KnownBy::process);
  EXPECT_EQ(client->peer()->pid, monit.pid());
}

TEST_F(Peers, AUserWhoTookThePortIsToldNothing) {
  const int port = test::free_port();
  const Impostor impostor(
      {.arguments = {"--port", text_of(port), "--user", "nobody"}, .answer = invented_status()});
  for (const OnUnknownPeer policy : {OnUnknownPeer::refuse, OnUnknownPeer::trust}) {
    const auto client = client_of(file_at(port), policy);
    EXPECT_EQ(said_by(*client), "process " + text_of(impostor.pid()) + " (" +
                                    impostor.executable() +
                                    ") of user nobody answers on 127.0.0.1:" + text_of(port) +
                                    " in place of monit" + kNothingSent);
    EXPECT_EQ(
        hint_of(*client),
        "end it, then reload monit: monit opens its port only when it reads its control file");
    EXPECT_FALSE(client->act(MonitClient::Verb::monitor, {"web"}, "5.33.0").ok());
    EXPECT_FALSE(client->baseline("web").ok());
    EXPECT_FALSE(client->may_act().ok());
    EXPECT_FALSE(client->peer());
  }
  EXPECT_EQ(impostor.told(), "");
}

// Who is not root cannot look at monit's process either.
TEST_F(Peers, AUserWhoTookThePortAndCallsHimselfMonitIsToldNothing) {
  const int port = test::free_port();
  const Impostor impostor({.arguments = {"--port", text_of(port), "--user", "nobody"},
                           .answer = invented_status(),
                           .is_called_monit = true});
  const auto client = client_of(file_at(port));
  EXPECT_THAT(said_by(*client), HasSubstr("/monit) of user nobody answers on"));
  EXPECT_EQ(impostor.told(), "");
}

TEST_F(Peers, AnotherProcessOfRootIsToldNothing) {
  const int port = test::free_port();
  const Impostor impostor({.arguments = {"--port", text_of(port)}, .answer = invented_status()});
  const auto client = client_of(file_at(port));
  EXPECT_EQ(said_by(*client), "process " + text_of(impostor.pid()) + " (" + impostor.executable() +
                                  ") of user root answers on 127.0.0.1:" + text_of(port) +
                                  " in place of monit" + kNothingSent);
  EXPECT_EQ(hint_of(*client),
            "end it, then reload monit; if it passes on to monit, 'unknown_peer: trust' in the "
            "policy believes it");
  EXPECT_EQ(impostor.told(), "");
}

TEST_F(Peers, AForwarderOfRootIsBelievedOnlyIfThePolicyWantsIt) {
  const RealMonit monit({.checks = kWeb, .httpd = kTcp});
  const int port = test::free_port();
  const Impostor forwarder(
      {.arguments = {"--port", text_of(port), "--forward", text_of(monit.port())}});
  monitrc::ControlFile file = monit.tcp_model("canary-Pa55");
  file.httpd->tcp->port = port;
  EXPECT_THAT(said_by(*client_of(file)), HasSubstr("of user root answers on"));
  EXPECT_EQ(forwarder.told(), "");

  const auto trusting = client_of(file, OnUnknownPeer::trust);
  EXPECT_EQ(said_by(*trusting), "a status");
  EXPECT_EQ(trusting->peer()->known_by, KnownBy::policy);
  EXPECT_EQ(trusting->peer()->pid, 0);
  EXPECT_THAT(trusting->peer()->doubt, HasSubstr("of user root answers on"));
}

TEST_F(Peers, AForwarderOfSomebodyElseIsNeverBelieved) {
  const RealMonit monit({.checks = kWeb, .httpd = kTcp});
  const int port = test::free_port();
  const Impostor forwarder({.arguments = {"--port", text_of(port), "--forward",
                                          text_of(monit.port()), "--user", "nobody"}});
  monitrc::ControlFile file = monit.tcp_model("canary-Pa55");
  file.httpd->tcp->port = port;
  EXPECT_THAT(said_by(*client_of(file, OnUnknownPeer::trust)), HasSubstr("of user nobody"));
  EXPECT_EQ(forwarder.told(), "");
}

TEST_F(Peers, ASocketThatSomebodyElsePutInItsPlaceIsToldNothing) {
  const test::TemporaryDirectory directory;
  std::filesystem::permissions(directory.path(), std::filesystem::perms::all);
  const std::string path = directory.file("sock");
  monitrc::ControlFile file = file_at(0);
  file.httpd->tcp.reset();
  file.httpd->unixsocket.emplace().path = path;
  {
    const Impostor impostor(
        {.arguments = {"--unix", path, "--user", "nobody"}, .answer = invented_status()});
    EXPECT_EQ(said_by(*client_of(file, OnUnknownPeer::trust)),
              "process " + text_of(impostor.pid()) + " (" + impostor.executable() +
                  ") of user nobody answers on " + path + " in place of monit" + kNothingSent);
    EXPECT_EQ(impostor.told(), "");
  }
  std::filesystem::remove(path);
  const Impostor another({.arguments = {"--unix", path}, .answer = invented_status()});
  EXPECT_THAT(said_by(*client_of(file)), HasSubstr("of user root answers on " + path));
  EXPECT_EQ(another.told(), "");
}

TEST_F(Peers, AMonitOfAnotherRootIsAnother) {
  const test::TemporaryDirectory directory;
  const int port = test::free_port();
  const Impostor impostor({.arguments = {"--port", text_of(port), "--chroot", directory.path()},
                           .answer = invented_status(),
                           .is_called_monit = true});
  EXPECT_THAT(said_by(*client_of(file_at(port))),
              HasSubstr("of user root, its root directory is not ours, answers on"));
  EXPECT_EQ(impostor.told(), "");
}

TEST_F(Peers, AMonitOfAnotherControlFileIsAnother) {
  const RealMonit monit({.checks = kWeb, .httpd = kTcp});
  monitrc::ControlFile file = monit.tcp_model("canary-Pa55");
  file.path = "/etc/monitrc";
  EXPECT_THAT(said_by(*client_of(file)), HasSubstr("of user root, its control file is " +
                                                   monit.control_file() + ", answers on"));
}

TEST_F(Peers, AMonitBesideTheOneOfThePidfileIsAnother) {
  const RealMonit monit({.checks = kWeb, .httpd = kTcp});
  const RealMonit other({});
  monitrc::ControlFile file = monit.tcp_model("canary-Pa55");
  const int port = test::free_port();
  const Impostor beside({.arguments = {"--port", text_of(port)},
                         .answer = invented_status(),
                         .is_called_monit = true});
  file.httpd->tcp->port = port;
  ASSERT_TRUE(eventually([&] { return std::filesystem::exists(monit.pidfile()); }));
  EXPECT_THAT(said_by(*client_of(file)), HasSubstr("the pidfile names another monit, process " +
                                                   text_of(monit.pid()) + ", answers on"));
  EXPECT_EQ(beside.told(), "");
}

TEST_F(Peers, APidfileThatSaysNothingTrueDoesNotHideMonit) {
  const RealMonit monit({.checks = kWeb, .httpd = kTcp});
  const test::TemporaryDirectory directory;
  const Impostor nobody({.arguments = {"--port", text_of(test::free_port()), "--user", "nobody"}});
  const std::string writable = directory.write("writable", text_of(::getpid()) + "\n");
  ASSERT_EQ(::chmod(writable.c_str(), 0666), 0);
  std::filesystem::create_symlink(writable, directory.file("link"));
  for (const std::string& pidfile : {directory.file("none"), directory.write("stale", "4194304\n"),
                                     directory.write("recycled", text_of(nobody.pid()) + "\n"),
                                     writable, directory.file("link")}) {
    for (monitrc::ControlFile file : {monit.tcp_model("canary-Pa55"), monit.model()}) {
      file.httpd->credentials = {{"admin", "canary-Pa55", false}};
      file.pidfile = pidfile;
      const auto client = client_of(file);
      EXPECT_EQ(said_by(*client), "a status") << pidfile;
      EXPECT_EQ(client->peer()->pid, monit.pid()) << pidfile;
    }
  }
}

TEST_F(Peers, AMonitWhoseExecutableWasJustReplacedIsStillMonit) {
  const test::TemporaryDirectory directory;
  const std::string program = directory.file("monit");
  std::filesystem::copy_file("/usr/bin/monit", program);
  const RealMonit monit({.checks = kWeb, .httpd = kTcp, .program = program});
  std::filesystem::remove(program);
  const auto client = client_of(monit.tcp_model("canary-Pa55"));
  EXPECT_EQ(said_by(*client), "a status");
  EXPECT_EQ(client->peer()->known_by, KnownBy::process);
}

TEST_F(Peers, WhoeverDoesNotAcceptIsToldNothingAndAwaitedForAWhile) {
  const int port = test::free_port();
  const Impostor impostor({.arguments = {"--port", text_of(port), "--accept-on-usr1"}});
  EXPECT_EQ(said_by(*client_of(file_at(port), OnUnknownPeer::refuse, 300)),
            "monit does not answer on 127.0.0.1:" + text_of(port) + " within 300 ms");
  EXPECT_EQ(impostor.told(), "");
}

TEST_F(Peers, MonitMayTakeAWhileToAccept) {
  const int port = test::free_port();
  const Impostor slow({.arguments = {"--port", text_of(port), "--accept-on-usr1"},
                       .answer = invented_status(),
                       .is_called_monit = true});
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    ::kill(slow.pid(), SIGUSR1);
  });
  const auto client = client_of(file_at(port));
  EXPECT_EQ(said_by(*client), "a status");
  later.join();
  EXPECT_EQ(client->peer()->pid, slow.pid());
  EXPECT_THAT(slow.told(), HasSubstr("Authorization: Basic "));
}

TEST_F(Peers, AnAddressThatSomebodyElseHasDoesNotHideAnother) {
  const RealMonit monit({.checks = kWeb, .httpd = kTcp});
  const Impostor impostor(
      {.arguments = {"--address", "::1", "--port", text_of(monit.port()), "--user", "nobody"},
       .answer = invented_status()});
  monitrc::ControlFile file = monit.tcp_model("canary-Pa55");
  file.httpd->tcp->address = "localhost";
  const auto client = client_of(file);
  EXPECT_EQ(said_by(*client), "a status");
  EXPECT_EQ(client->peer()->pid, monit.pid());
  EXPECT_EQ(impostor.told(), "");
}

TEST_F(Peers, AMonitThatListensForBothFamiliesIsFoundByEither) {
  const int port = test::free_port();
  const Impostor both({.arguments = {"--address", "::", "--port", text_of(port)},
                       .answer = invented_status(),
                       .is_called_monit = true});
  for (const char* const address : {"127.0.0.1", "::1"}) {
    monitrc::ControlFile file = file_at(port);
    file.httpd->tcp->address = address;
    const auto client = client_of(file);
    EXPECT_EQ(said_by(*client), "a status") << address;
    EXPECT_EQ(client->peer()->pid, both.pid());
  }
}

// In a process of its own: what it says, as user nobody.
std::string asked_by_nobody(const monitrc::ControlFile& file) {
  const test::TemporaryDirectory directory;
  const std::string answer = directory.write("answer", "");
  EXPECT_EQ(::chmod(answer.c_str(), 0666), 0);
  std::filesystem::permissions(directory.path(), std::filesystem::perms::all);
  const pid_t child = ::fork();
  if (child == 0) {
    const passwd* const nobody = ::getpwnam("nobody");
    if (!nobody || ::setgroups(0, nullptr) != 0 || ::setgid(nobody->pw_gid) != 0 ||
        ::setuid(nobody->pw_uid) != 0) {
      ::_exit(1);
    }
    const auto client = client_of(file);
    const std::string said = said_by(*client);
    const auto peer = client->peer();
    std::ofstream(answer) << said << '|' << (peer ? peer->doubt : "");
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  return test::read_file(answer);
}

TEST_F(Peers, WhoMayNotLookAtMonitGoesByItsUserAndSaysSo) {
  const RealMonit monit({.checks = kWeb, .httpd = kTcp});
  for (monitrc::ControlFile file : {monit.tcp_model("canary-Pa55"), monit.model()}) {
    file.path = "/etc/monitrc";
    file.path.clear();
    file.httpd->credentials = {{"admin", "canary-Pa55", false}};
    if (file.httpd->unixsocket) {
      std::filesystem::permissions(monit.directory().path(), std::filesystem::perms(0755));
    }
    EXPECT_THAT(asked_by_nobody(file),
                testing::AllOf(StartsWith("a status|whoever answers on "),
                               HasSubstr(" is known by its user (root) alone, as its process may "
                                         "not be looked at")));
  }
}

TEST_F(Peers, WhoMayNotLookAtAnybodyStillRefusesAnotherUser) {
  const int port = test::free_port();
  const Impostor impostor(
      {.arguments = {"--port", text_of(port), "--user", "daemon"}, .answer = invented_status()});
  EXPECT_THAT(asked_by_nobody(file_at(port)), HasSubstr("of user daemon answers on"));
  EXPECT_EQ(impostor.told(), "");
}

// A network namespace of this thread, and another one with an address in it.
class OwnNetwork {
 public:
  OwnNetwork() : before_(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)) {
    is_there_ = ::unshare(CLONE_NEWNET) == 0 && run("/usr/sbin/ip link set lo up");
  }
  OwnNetwork(const OwnNetwork&) = delete;
  OwnNetwork& operator=(const OwnNetwork&) = delete;
  ~OwnNetwork() { ::setns(before_.get(), CLONE_NEWNET); }

  /// 192.0.2.2 is that of the process, then.
  bool reaches(int pid) {
    return is_there_ &&
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

TEST_F(Peers, WhoIsInAnotherNetworkIsBelievedOnlyIfThePolicyWantsIt) {
  OwnNetwork network;
  const Impostor monit({.arguments = {"--address", "0.0.0.0", "--port", "2812"},
                        .answer = invented_status(),
                        .is_called_monit = true,
                        .has_own_network = true});
  if (!network.reaches(monit.pid())) GTEST_SKIP() << "no network namespaces to be had";
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

void make_certificate(const test::TemporaryDirectory& directory, const std::string& name) {
  const std::string pem = directory.file(name);
  const auto made =
      run_process({"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj",
                   "/CN=test", "-keyout", pem, "-out", pem + ".certificate"});
  ASSERT_TRUE(made.ok() && made->succeeded());
  directory.write(name, test::read_file(pem) + test::read_file(pem + ".certificate"), 0600);
}

class PeersOverTls : public Peers {
 protected:
  void SetUp() override {
    Peers::SetUp();
    if (IsSkipped()) return;
    make_certificate(monit_.directory(), "pem");
    make_certificate(monit_.directory(), "other");
    monit_.start();
  }

  // `certificate`: what the control file names by now.
  monitrc::ControlFile file(const std::string& certificate, int port) const {
    monitrc::ControlFile file = monit_.tcp_model("canary-Pa55");
    file.httpd->tcp->ssl = true;
    file.httpd->tcp->port = port;
    file.httpd->tcp->tls.pem_file = monit_.directory().file(certificate);
    return file;
  }
  std::string refused(int port) const {
    return "who answers on 127.0.0.1:" + text_of(port) +
           " has another certificate than monit's control file names" + kNothingSent;
  }

  RealMonit monit_{{.checks = kWeb, .httpd = kTls, .start = false}};
};

TEST_F(PeersOverTls, AForwarderOfRootIsBelievedIfTheCertificateIsMonits) {
  const int port = test::free_port();
  const Impostor forwarder(
      {.arguments = {"--port", text_of(port), "--forward", text_of(monit_.port())}});
  const auto client = client_of(file("pem", port));
  EXPECT_EQ(said_by(*client), "a status");
  EXPECT_EQ(client->peer()->known_by, KnownBy::certificate);
  EXPECT_THAT(forwarder.told(), testing::Not(HasSubstr("Authorization")));
}

TEST_F(PeersOverTls, AForwarderOfRootIsNotBelievedWithAnotherCertificate) {
  const int port = test::free_port();
  const Impostor forwarder(
      {.arguments = {"--port", text_of(port), "--forward", text_of(monit_.port())}});
  for (const OnUnknownPeer policy : {OnUnknownPeer::refuse, OnUnknownPeer::trust}) {
    EXPECT_EQ(said_by(*client_of(file("other", port), policy)), refused(port));
  }
  EXPECT_EQ(hint_of(*client_of(file("other", port))),
            "if the certificate was renewed since monit read it, reload monit");
}

TEST_F(PeersOverTls, ACertificateThatOthersCanWriteShowsNothing) {
  const int port = test::free_port();
  const Impostor forwarder(
      {.arguments = {"--port", text_of(port), "--forward", text_of(monit_.port())}});
  ASSERT_EQ(::chmod(monit_.directory().file("pem").c_str(), 0666), 0);
  EXPECT_THAT(said_by(*client_of(file("pem", port))), HasSubstr("of user root answers on"));
}

TEST_F(PeersOverTls, MonitItselfIsAskedAlsoWhenItsCertificateWasRenewedMeanwhile) {
  const auto client = client_of(file("other", monit_.port()));
  EXPECT_EQ(said_by(*client), "a status");
  EXPECT_EQ(client->peer()->known_by, KnownBy::process);
  EXPECT_EQ(client->peer()->doubt, refused(monit_.port()));
}

TEST_F(PeersOverTls, AFingerprintOfTheControlFileMustBeThatOfTheCertificate) {
  const int port = test::free_port();
  const Impostor forwarder(
      {.arguments = {"--port", text_of(port), "--forward", text_of(monit_.port())}});
  const auto printed = run_process({"/usr/bin/openssl", "x509", "-noout", "-fingerprint", "-sha256",
                                    "-in", monit_.directory().file("pem")});
  ASSERT_TRUE(printed.ok() && printed->succeeded());
  std::string hex;
  for (const char c : printed->output.substr(printed->output.find('=') + 1)) {
    if (std::isxdigit(static_cast<unsigned char>(c)) != 0) {
      hex += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  monitrc::ControlFile right = file("pem", port);
  right.httpd->tcp->tls.checksum = hex;
  right.httpd->tcp->tls.checksum_algorithm = monitrc::Algorithm::sha256;
  EXPECT_EQ(said_by(*client_of(right)), "a status");
  monitrc::ControlFile wrong = right;
  wrong.httpd->tcp->tls.checksum.front() = hex.front() == '0' ? '1' : '0';
  EXPECT_THAT(said_by(*client_of(wrong)), HasSubstr("of user root answers on"));
}

TEST_F(Peers, AStatusOfAnotherControlFileIsNotBelieved) {
  const int port = test::free_port();
  const Impostor monit({.arguments = {"--port", text_of(port)},
                        .answer = test::status_of_monit("0", "/srv/other/monitrc"),
                        .is_called_monit = true});
  EXPECT_EQ(said_by(*client_of(file_at(port))),
            "the monit that answers on 127.0.0.1:" + text_of(port) +
                " runs with the control file /srv/other/monitrc, not with /etc/monitrc: it is not "
                "believed");
}

TEST_F(Peers, AStatusWithAnInventedIdIsNotBelieved) {
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

// monit -t makes one where there is none; monit itself reads it with its control file.
TEST_F(Peers, AnIdThatMonitHasNotReadYetIsNotComparedWithIts) {
  const RealMonit monit({.checks = kWeb, .httpd = kTcp});
  const auto client = client_of(monit.tcp_model("canary-Pa55"));
  ASSERT_EQ(said_by(*client), "a status");
  std::filesystem::remove(monit.directory().file("id"));
  ASSERT_TRUE(run_process({"/usr/bin/monit", "-t", "-c", monit.control_file()})->succeeded());
  EXPECT_EQ(said_by(*client), "a status");
}

}  // namespace
}  // namespace pkgmap
