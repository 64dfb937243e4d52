#include "tests/engine/packages/command.hpp"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <sstream>
#include <stdexcept>

#include "engine/system/fd.hpp"

namespace pkgmap {
namespace {

struct Pipe {
  Fd read;
  Fd write;
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    read.reset(ends[0]);
    write.reset(ends[1]);
  }
};

[[noreturn]] void become(const std::vector<std::string>& arguments, const std::string& input,
                         int out, int err) {
  const int in = ::open(input.c_str(), O_RDONLY);
  ::dup2(in, 0);
  ::dup2(out, 1);
  ::dup2(err, 2);
  ::setenv("LC_ALL", "C", 1);
  std::vector<char*> words;
  words.reserve(arguments.size() + 1);
  for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  ::execvp(words[0], words.data());
  ::_exit(127);
}

// Returns false at the end of the output.
bool read_some(int fd, std::string& text) {
  std::array<char, 65536> piece;
  const ssize_t length = ::read(fd, piece.data(), piece.size());
  if (length > 0) text.append(piece.data(), static_cast<std::size_t>(length));
  return length > 0 || (length < 0 && errno == EINTR);
}

}  // namespace

CommandResult run_command(const std::vector<std::string>& arguments, const std::string& input) {
  CommandResult result;
  Pipe out;
  Pipe err;
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("no process");
  if (child == 0) become(arguments, input, out.write.get(), err.write.get());
  out.write.reset();
  err.write.reset();
  while (out.read || err.read) {
    std::array<pollfd, 2> waiting = {{{out.read.get(), POLLIN, 0}, {err.read.get(), POLLIN, 0}}};
    ::poll(waiting.data(), waiting.size(), -1);
    if (waiting[0].revents != 0 && !read_some(out.read.get(), result.out)) out.read.reset();
    if (waiting[1].revents != 0 && !read_some(err.read.get(), result.err)) err.read.reset();
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace pkgmap
