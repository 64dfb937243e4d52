#include "tests/support/impostor.hpp"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <stdexcept>

#include "engine/system/fd.hpp"
#include "engine/system/process/proc.hpp"

namespace pkgmap::test {
namespace {

constexpr const char* kPython = "/usr/bin/python3";

[[noreturn]] void become(const std::string& program, std::vector<std::string> words, int output,
                         bool has_own_network, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  if (has_own_network && ::unshare(CLONE_NEWNET) != 0) ::_exit(1);
  ::dup2(output, 1);
  // A copy of the interpreter finds its modules by this.
  ::setenv("PYTHONHOME", "/usr", 1);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  ::execv(program.c_str(), argv.data());
  ::_exit(127);
}

}  // namespace

Impostor::Impostor(const ImpostorOptions& options) {
  std::string program = kPython;
  if (options.is_called_monit) {
    program = directory_.file("monit");
    std::filesystem::copy_file(kPython, program);
  }
  std::vector<std::string> words = {program, PKGMAP_IMPOSTOR, directory_.write("record", "")};
  words.insert(words.end(), options.arguments.begin(), options.arguments.end());
  if (!options.answer.empty()) {
    words.emplace_back("--answer");
    words.push_back(directory_.write("answer", options.answer));
  }
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const Fd in(ends[0]);
  Fd out(ends[1]);
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ == 0) become(program, words, out.get(), options.has_own_network, parent);
  out.reset();
  char first = 0;
  if (pid_ < 0 || ::read(in.get(), &first, 1) != 1) {
    throw std::runtime_error("the impostor does not come to listen");
  }
}

Impostor::~Impostor() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

std::string Impostor::executable() const {
  return executable_of(pid_);
}

std::string status_of_monit(const std::string& id, const std::string& control_file) {
  return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><monit><server><id>" + id +
         "</id><incarnation>1</incarnation><version>5.33.0</version><controlfile>" + control_file +
         "</controlfile></server><service type=\"2\"><name>web</name>"
         "<collected_sec>1</collected_sec><status>0</status><monitor>1</monitor>"
         "<pendingaction>0</pendingaction></service></monit>";
}

}  // namespace pkgmap::test
