#include "tests/support/real_monit.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <sstream>
#include <stdexcept>

#include "engine/system/fd.hpp"
#include "engine/system/process/process.hpp"

namespace pkgmap::test {
namespace {

void replace_all(std::string& text, const std::string& word, const std::string& value) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.replace(at, word.size(), value);
    at += value.size();
  }
}

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  address.sin_port = ::htons(static_cast<std::uint16_t>(port));
  return address;
}

template <class Address>
bool connects(int family, const Address& address) {
  const Fd fd(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  return ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

bool connects_to_socket(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return false;
  std::memcpy(&address.sun_path[0], path.data(), path.size());
  return connects(AF_UNIX, address);
}

[[noreturn]] void become_monit(const RealMonitOptions& options, const std::string& control_file,
                               const std::string& output, pid_t parent) {
  if (options.has_own_mounts && ::unshare(CLONE_NEWNS) != 0) ::_exit(1);
  if (options.user != 0 && (::setgid(options.user) != 0 || ::setuid(options.user) != 0)) ::_exit(1);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  const int null = ::open("/dev/null", O_RDWR);
  const int out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(null, 0);
  ::dup2(out, 1);
  ::dup2(out, 2);
  const std::size_t slash = control_file.rfind('/');
  const bool relative = options.start_in_its_directory;
  if (relative && ::chdir(control_file.substr(0, slash).c_str()) != 0) ::_exit(1);
  const std::string name = relative ? control_file.substr(slash + 1) : control_file;
  ::execlp(options.program.c_str(), "monit", "-I", "-c", name.c_str(), nullptr);
  ::_exit(127);
}

}  // namespace

int free_port() {
  const Fd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(fd.get(), generic, length) != 0 || ::getsockname(fd.get(), generic, &length) != 0) {
    throw std::runtime_error("the host has no free TCP port");
  }
  return ::ntohs(address.sin_port);
}

RealMonit::RealMonit(RealMonitOptions options) : options_(std::move(options)), port_(free_port()) {
  write_control_file(options_.checks);
  if (options_.start) start();
}

RealMonit::~RealMonit() {
  stop();
}

std::string RealMonit::filled_in(std::string text) const {
  replace_all(text, "@DIR@", directory_.path());
  replace_all(text, "@SOCKET@", socket());
  replace_all(text, "@PORT@", std::to_string(port_));
  return text;
}

void RealMonit::write_control_file(const std::string& checks) {
  const std::string text = "set daemon " + std::to_string(options_.poll_seconds) +
                           "\n"
                           "set logfile @DIR@/log\n"
                           "set pidfile @DIR@/pid\n"
                           "set idfile @DIR@/id\n"
                           "set statefile @DIR@/state\n"
                           "set httpd " +
                           options_.httpd + "\n" + checks + "\n";
  directory_.write("monitrc", filled_in(text), 0600);
}

void RealMonit::write_httpd(const std::string& httpd) {
  options_.httpd = httpd;
  write_control_file(options_.checks);
}

bool RealMonit::answers() const {
  const bool by_socket = options_.httpd.find("@SOCKET@") != std::string::npos;
  return by_socket ? connects_to_socket(socket()) : connects(AF_INET, loopback(port_));
}

void RealMonit::start() {
  if (options_.user != 0) {
    for (const std::string& path : {directory_.path(), control_file()}) {
      if (::chown(path.c_str(), options_.user, options_.user) != 0) {
        throw std::runtime_error("cannot give " + path + " away");
      }
    }
  }
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ == 0) become_monit(options_, control_file(), directory_.file("output"), parent);
  if (pid_ < 0) throw std::runtime_error("fork failed");
  bool ended = false;
  const bool up = eventually([&] {
    ended = ::waitpid(pid_, nullptr, WNOHANG) != 0;
    return ended || answers();
  });
  if (ended || !up) {
    if (ended) pid_ = 0;
    throw std::runtime_error("monit does not come up: " + read_file(directory_.file("output")));
  }
}

void RealMonit::stop() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGTERM);
  const bool ended = eventually([&] { return ::waitpid(pid_, nullptr, WNOHANG) != 0; });
  if (!ended) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  pid_ = 0;
}

int RealMonit::logged(const std::string& words) const {
  const std::string text = log();
  int count = 0;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
    ++count;
  }
  return count;
}

monitrc::ControlFile RealMonit::model() const {
  monitrc::ControlFile file;
  file.path = control_file();
  file.pidfile = pidfile();
  file.idfile = directory_.file("id");
  file.httpd.emplace();
  file.httpd->unixsocket.emplace().path = socket();
  file.httpd->allows = true;
  return file;
}

monitrc::ControlFile RealMonit::tcp_model(const std::string& password) const {
  monitrc::ControlFile file = model();
  file.httpd->unixsocket.reset();
  file.httpd->tcp = monitrc::Httpd::Tcp{"127.0.0.1", port_, false, false, {}};
  file.httpd->credentials = {{"admin", password, false}};
  return file;
}

// The kernel shows the number of the system call, then its arguments. Only the sleep between two
// cycles asks, by its fourth argument, how much time was left when a signal came; the short sleeps
// while monit waits for a start program do not.
bool RealMonit::sleeps() const {
  std::istringstream text(read_file("/proc/" + std::to_string(pid_) + "/syscall"));
  int call = 0;
  std::array<std::string, 4> arguments;
  text >> call;
  for (std::string& argument : arguments) text >> argument;
  const bool is_sleep = call == SYS_clock_nanosleep || call == SYS_restart_syscall;
  return text && is_sleep && arguments.back() != "0x0";
}

void RealMonit::wake_after_a_request() const {
  if (monit_wakes_at_a_request()) return;
  if (!eventually([&] { return sleeps(); })) throw std::runtime_error("monit never sleeps");
  ::kill(pid_, SIGUSR1);
}

monitrc::Version installed_monit() {
  constexpr std::string_view kBefore = "version ";
  const auto said = run_process({"/usr/bin/monit", "-V"});
  const std::string text = said ? said->output : "";
  const std::size_t at = text.find(kBefore);
  const std::size_t begin = at == std::string::npos ? text.size() : at + kBefore.size();
  const auto version = monitrc::version_of(text.substr(begin, text.find('\n', begin) - begin));
  if (!version) throw std::runtime_error("monit does not tell its version");
  return *version;
}

bool monit_wakes_at_a_signal() {
  const monitrc::Version version = installed_monit();
  return version.major != 5 || version.minor != 34;
}

bool monit_wakes_at_a_request() {
  return installed_monit().major < 6;
}

}  // namespace pkgmap::test
