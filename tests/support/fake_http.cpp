#include "tests/support/fake_http.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace pkgmap::test {
namespace {

constexpr int kSlice = 20;  // Milliseconds between two tests of whether the server must end.

Fd listen_on(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(&address.sun_path[0], path.data(), path.size());
  Fd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const auto* const generic = reinterpret_cast<const sockaddr*>(&address);
  if (::bind(fd.get(), generic, sizeof address) != 0 || ::listen(fd.get(), 16) != 0) {
    throw std::runtime_error("cannot listen on " + path);
  }
  return fd;
}

bool ready(int fd, short events, int milliseconds) {
  pollfd waiting{fd, events, 0};
  return ::poll(&waiting, 1, milliseconds) > 0;
}

std::size_t body_length(const std::string& head) {
  const std::string field = "Content-Length: ";
  const std::size_t at = head.find(field);
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + field.size()));
}

}  // namespace

bool FakeHttp::Connection::send(const std::string& bytes) const {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    if (server_.ending_) return false;
    if (!ready(fd_, POLLOUT, kSlice)) continue;
    const ssize_t got =
        ::send(fd_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (got < 0) return false;
    sent += static_cast<std::size_t>(got);
  }
  return true;
}

bool FakeHttp::Connection::wait(int milliseconds) const {
  for (int waited = 0; waited < milliseconds; waited += kSlice) {
    pollfd waiting{fd_, POLLRDHUP, 0};
    if (server_.ending_ || ::poll(&waiting, 1, kSlice) > 0) return false;
  }
  return true;
}

void FakeHttp::Connection::hang() const {
  while (wait(1000)) {
  }
}

FakeHttp::FakeHttp(Script script)
    : script_(std::move(script)), listener_(listen_on(socket())), thread_([this] { serve(); }) {
}

FakeHttp::~FakeHttp() {
  ending_ = true;
  thread_.join();
}

std::vector<std::string> FakeHttp::requests() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return requests_;
}

std::string FakeHttp::read_request(int fd) const {
  std::string request;
  std::array<char, 4096> buffer{};
  for (;;) {
    const std::size_t head = request.find("\r\n\r\n");
    if (head != std::string::npos && request.size() >= head + 4 + body_length(request)) break;
    if (ending_) break;
    if (!ready(fd, POLLIN, kSlice)) continue;
    const ssize_t got = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (got <= 0) break;
    request.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return request;
}

void FakeHttp::serve() {
  while (!ending_) {
    if (!ready(listener_.get(), POLLIN, kSlice)) continue;
    const Fd connection(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!connection) continue;
    const std::string request = read_request(connection.get());
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      requests_.push_back(request);
    }
    script_(Connection(connection.get(), *this), request);
  }
}

monitrc::ControlFile FakeHttp::model() const {
  monitrc::ControlFile file;
  file.path = "/etc/monitrc";
  file.idfile = directory_.file("id");
  file.httpd.emplace();
  file.httpd->unixsocket.emplace().path = socket();
  file.httpd->allows = true;
  return file;
}

IdentifyPeer as_monit() {
  return [](int /*fd*/, std::chrono::steady_clock::time_point /*until*/) {
    PeerAnswer answer;
    answer.result = PeerAnswer::Result::monit;
    answer.peer.known_by = Peer::KnownBy::process;
    return answer;
  };
}

std::string http_reply(int status, const std::string& body) {
  return "HTTP/1.0 " + std::to_string(status) +
         " X\r\nServer: monit 5.33.0\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + body;
}

FakeHttp::Script always(const std::string& reply) {
  return [reply](const FakeHttp::Connection& connection, const std::string&) {
    connection.send(reply);
  };
}

}  // namespace pkgmap::test
