// TLS: what a certificate shows, and what it does not.
#include <sys/stat.h>

#include <cctype>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/process/process.hpp"
#include "tests/engine/monit/peers.hpp"
#include "tests/support/impostor.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using test::client_of;
using test::hint_of;
using test::Impostor;
using test::kNothingSent;
using test::kOneCheck;
using test::Peers;
using test::RealMonit;
using test::said_by;
using test::text_of;
using testing::HasSubstr;
using KnownBy = Peer::KnownBy;
using rules::OnUnknownPeer;

constexpr const char* kTls =
    "port @PORT@ use address 127.0.0.1 with ssl { pemfile: @DIR@/pem } unixsocket @SOCKET@ "
    "allow admin:canary-Pa55";

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

  // A control file that names this certificate, as after a change of the certificate.
  monitrc::ControlFile file(const std::string& certificate, int port) const {
    monitrc::ControlFile file = monit_.tcp_model("canary-Pa55");
    file.httpd->tcp->ssl = true;
    file.httpd->tcp->port = port;
    file.httpd->tcp->tls.pem_file = monit_.directory().file(certificate);
    return file;
  }
  std::string status_of_our_monit() const {
    return test::status_of_monit("0123456789abcdef0123456789abcdef", monit_.control_file());
  }
  std::string refused(int port) const {
    return "who answers on 127.0.0.1:" + text_of(port) +
           " has another certificate than monit's control file names" + kNothingSent;
  }

  RealMonit monit_{{.checks = kOneCheck, .httpd = kTls, .start = false}};
};

TEST_F(PeersOverTls, AForwarderOfRootIsBelievedIfTheCertificateIsMonits) {
  const int port = test::free_port();
  const Impostor forwarder(
      {.arguments = {"--port", text_of(port), "--forward", text_of(monit_.port())}});
  const auto client = client_of(file("pem", port));
  EXPECT_EQ(said_by(*client), "a status");
  EXPECT_EQ(client->peer()->known_by, KnownBy::certificate);
}

// The impostor serves one connection after the other: what it was told over the first ones is known
// when it greets the last.
TEST_F(PeersOverTls, WhoeverHasAnotherCertificateIsToldNothing) {
  const int port = test::free_port();
  const Impostor impostor(
      {.arguments = {"--port", text_of(port), "--tls", monit_.directory().file("other")},
       .answer = status_of_our_monit()});
  for (const OnUnknownPeer policy :
       {OnUnknownPeer::refuse, OnUnknownPeer::trust, OnUnknownPeer::refuse}) {
    EXPECT_EQ(said_by(*client_of(file("pem", port), policy)), refused(port));
  }
  EXPECT_EQ(impostor.told(), "");
}

TEST_F(PeersOverTls, WhoeverHasTheCertificateIsTold) {
  const int port = test::free_port();
  const Impostor process(
      {.arguments = {"--port", text_of(port), "--tls", monit_.directory().file("pem")},
       .answer = status_of_our_monit()});
  monitrc::ControlFile named = file("pem", port);
  named.idfile = "/nonexistent/id";
  EXPECT_EQ(said_by(*client_of(named)), "a status");
  EXPECT_THAT(process.told(), HasSubstr("Authorization: Basic "));
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
  EXPECT_EQ(client->peer()->doubt, "monit answers on 127.0.0.1:" + text_of(monit_.port()) +
                                       " with another certificate than its control file names");
  EXPECT_EQ(client->peer()->todo,
            "if the certificate was renewed since monit read it, reload monit");
}

// The handshake breaks off as if nobody were there, but monit listens.
TEST_F(PeersOverTls, AMonitThatRefusesThisHostIsNotSilent) {
  monit_.stop();
  monit_.write_httpd(
      "port @PORT@ use address 127.0.0.1 with ssl { pemfile: @DIR@/pem } unixsocket @SOCKET@ "
      "allow 192.0.2.7");
  monit_.start();
  const auto client = client_of(file("pem", monit_.port()));
  EXPECT_TRUE(test::eventually(
      [&] { return said_by(*client).find("it refuses this host") != std::string::npos; }));
  EXPECT_FALSE(client->nobody_listens());
}

// As after a transaction that has taken TLS away from the control file, or brought it.
TEST_F(PeersOverTls, AMonitThatHasNotReadWhetherItSpeaksTlsIsSaidNotToHaveReadIt) {
  monitrc::ControlFile plain = file("pem", monit_.port());
  plain.httpd->tcp->ssl = false;
  EXPECT_THAT(said_by(*client_of(plain)), HasSubstr("or has not read its present control file"));

  monit_.stop();
  monit_.write_httpd("port @PORT@ use address 127.0.0.1 unixsocket @SOCKET@ allow admin:canary");
  monit_.start();
  const auto client = client_of(file("pem", monit_.port()));
  EXPECT_TRUE(test::eventually(
      [&] { return said_by(*client).find("or has not read its present") != std::string::npos; }));
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
  right.httpd->tcp->tls.checksum_algorithm = Algorithm::sha256;
  EXPECT_EQ(said_by(*client_of(right)), "a status");
  monitrc::ControlFile wrong = right;
  wrong.httpd->tcp->tls.checksum.front() = hex.front() == '0' ? '1' : '0';
  EXPECT_THAT(said_by(*client_of(wrong)), HasSubstr("of user root answers on"));
}

}  // namespace
}  // namespace pkgmap
