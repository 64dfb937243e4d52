#include "tests/engine/monit/peers.hpp"

#include <unistd.h>

#include <chrono>

#include "tests/support/impostor.hpp"

namespace pkgmap::test {

std::string text_of(int number) {
  return std::to_string(number);
}

std::unique_ptr<MonitClient> client_of(const monitrc::ControlFile& file,
                                       rules::OnUnknownPeer unknown_peer, int timeout_ms) {
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
  return status_of_monit("0123456789abcdef0123456789abcdef", "/etc/monitrc");
}

void Peers::SetUp() {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can become others";
}

}  // namespace pkgmap::test
