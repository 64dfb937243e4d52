#include "tests/faults/faults.hpp"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <poll.h>
#include <signal.h>
#include <sys/auxv.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace pkgmap::faults {
namespace {

constexpr unsigned bit(Effect effect) {
  return 1U << static_cast<unsigned>(effect);
}

// Which effects a function may have.
constexpr unsigned kIo = bit(Effect::input_output);
constexpr unsigned kSpace = bit(Effect::no_space);
constexpr unsigned kInterrupt = bit(Effect::interrupted);
constexpr unsigned kDescriptor = bit(Effect::no_descriptor);
constexpr unsigned kMemory = bit(Effect::no_memory);
constexpr unsigned kShort = bit(Effect::short_count);
constexpr unsigned kDeath = bit(Effect::dies_before) | bit(Effect::dies_after);
constexpr unsigned kOpen = kIo | kInterrupt | kDescriptor | kMemory;
constexpr unsigned kLook = kIo | kMemory;
constexpr unsigned kChange = kIo | kSpace | kMemory | kDeath;

struct State {
  Effect effect = Effect::none;
  long number = 0;
  long calls = 0;
  const char* hit = nullptr;
};
thread_local State state;

char report[512];  // Path of the file that gets a line; empty: none.

struct Range {
  std::uintptr_t from = 0;
  std::uintptr_t to = 0;
};

// Where the code of the program itself is.
Range range_of_program() {
  Range range;
  const auto* headers = reinterpret_cast<const ElfW(Phdr)*>(::getauxval(AT_PHDR));
  const unsigned long count = ::getauxval(AT_PHNUM);
  std::uintptr_t base = 0;
  for (unsigned long i = 0; i < count; ++i) {
    if (headers[i].p_type == PT_PHDR) {
      base = reinterpret_cast<std::uintptr_t>(headers) - headers[i].p_vaddr;
    }
  }
  for (unsigned long i = 0; i < count; ++i) {
    if (headers[i].p_type != PT_LOAD || (headers[i].p_flags & PF_X) == 0) continue;
    range = {base + headers[i].p_vaddr, base + headers[i].p_vaddr + headers[i].p_memsz};
  }
  return range;
}

const Range& program() {
  static const Range range = range_of_program();
  return range;
}

bool is_of_program(const void* caller) {
  const auto at = reinterpret_cast<std::uintptr_t>(caller);
  return at >= program().from && at < program().to;
}

void tell(const char* name, const void* caller) {
  if (report[0] == '\0') return;
  char line[128];
  const int length = std::snprintf(
      line, sizeof line, "%s %lx\n", name,
      static_cast<unsigned long>(reinterpret_cast<std::uintptr_t>(caller) - program().from));
  const int fd = ::open(report, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return;
  if (::write(fd, line, static_cast<std::size_t>(length)) < 0) std::abort();
  ::close(fd);
}

void die() {
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

// The effect that this call has, for errors with errno set.
Effect come(const char* name, unsigned may, const void* caller) {
  if (state.effect == Effect::none || (may & bit(state.effect)) == 0) return Effect::none;
  if (!is_of_program(caller) || ++state.calls != state.number) return Effect::none;
  state.hit = name;
  tell(name, caller);
  const Effect effect = state.effect;
  if (effect == Effect::dies_before) die();
  switch (effect) {
    case Effect::no_space:
      errno = ENOSPC;
      break;
    case Effect::input_output:
      errno = EIO;
      break;
    case Effect::interrupted:
      errno = EINTR;
      break;
    case Effect::no_descriptor:
      errno = EMFILE;
      break;
    case Effect::no_memory:
      errno = ENOMEM;
      break;
    default:
      break;
  }
  return effect;
}

bool is_error(Effect effect) {
  return effect != Effect::none && effect != Effect::short_count && effect != Effect::dies_after;
}

// Calls the next function of this name, unless it has to fail with `failure`.
template <class Function, class Failure, class... Arguments>
auto call(Function*& next, const char* name, unsigned may, const void* caller, Failure failure,
          Arguments... arguments) {
  if (!next) next = reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
  const Effect effect = come(name, may, caller);
  using Answer = decltype(next(arguments...));
  if (is_error(effect)) return static_cast<Answer>(failure);
  const Answer answer = next(arguments...);
  if (effect == Effect::dies_after) die();
  return answer;
}

// The same for read, write and their kind, whose third argument is a count.
template <class Function, class Bytes, class... Arguments>
ssize_t move(Function*& next, const char* name, unsigned may, const void* caller, int fd,
             Bytes bytes, std::size_t count, Arguments... arguments) {
  if (!next) next = reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
  const Effect effect = come(name, may, caller);
  if (is_error(effect)) return -1;
  if (effect == Effect::short_count && count > 1) count = 1;
  const ssize_t answer = next(fd, bytes, count, arguments...);
  if (effect == Effect::dies_after) die();
  return answer;
}

int mode_in(int flags, va_list rest) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, int) : 0;
}

unsigned effects_of_open(int flags) {
  return (flags & O_CREAT) != 0 ? kOpen | kSpace | kDeath : kOpen;
}

// Whether one of the arguments is this word.
bool has_word(char* const* arguments, const char* word) {
  for (char* const* one = arguments; one && *one; ++one) {
    if (std::strcmp(*one, word) == 0) return true;
  }
  return false;
}

struct Wish {
  char command[32] = "";
  int effect = 0;
  long number = 0;
};

bool read_wish(Wish& wish) {
  const char* text = std::getenv("PKGMAP_FAULTS");
  return text && std::sscanf(text, "%31s %d %ld %511s", wish.command, &wish.effect, &wish.number,
                             report) == 4;
}

__attribute__((constructor)) void obey_the_environment(int /*argc*/, char** argv,
                                                       char** /*environment*/) {
  Wish wish;
  if (!read_wish(wish) || !has_word(argv, wish.command)) return;
  if (::access(report, F_OK) == 0) return;  // Another process has come to the call already.
  faults_arm(static_cast<Effect>(wish.effect), wish.number);
}

}  // namespace
}  // namespace pkgmap::faults

using namespace pkgmap::faults;

void faults_arm(Effect effect, long number) {
  state = {effect, number, 0, nullptr};
}

const char* faults_disarm() {
  state.effect = Effect::none;
  return state.hit;
}

#define CALLER __builtin_return_address(0)
#define WRAP(result, name, parameters, quiet, may, failure, ...) \
  extern "C" result name parameters quiet {                      \
    static result(*next) parameters;                             \
    return call(next, #name, may, CALLER, failure, __VA_ARGS__); \
  }

// Files.
extern "C" int open(const char* path, int flags, ...) {
  static int (*next)(const char*, int, ...);
  va_list rest;
  va_start(rest, flags);
  const int mode = mode_in(flags, rest);
  va_end(rest);
  return call(next, "open", effects_of_open(flags), CALLER, -1, path, flags, mode);
}

extern "C" int openat(int directory, const char* path, int flags, ...) {
  static int (*next)(int, const char*, int, ...);
  va_list rest;
  va_start(rest, flags);
  const int mode = mode_in(flags, rest);
  va_end(rest);
  return call(next, "openat", effects_of_open(flags), CALLER, -1, directory, path, flags, mode);
}

extern "C" ssize_t read(int fd, void* bytes, size_t count) {
  static ssize_t (*next)(int, void*, size_t);
  return move(next, "read", kIo | kInterrupt | kShort, CALLER, fd, bytes, count);
}

extern "C" ssize_t pread(int fd, void* bytes, size_t count, off_t at) {
  static ssize_t (*next)(int, void*, size_t, off_t);
  return move(next, "pread", kIo | kInterrupt | kShort, CALLER, fd, bytes, count, at);
}

extern "C" ssize_t write(int fd, const void* bytes, size_t count) {
  static ssize_t (*next)(int, const void*, size_t);
  return move(next, "write", kIo | kSpace | kInterrupt | kShort | kDeath, CALLER, fd, bytes, count);
}

extern "C" ssize_t pwrite(int fd, const void* bytes, size_t count, off_t at) {
  static ssize_t (*next)(int, const void*, size_t, off_t);
  return move(next, "pwrite", kIo | kSpace | kInterrupt | kShort | kDeath, CALLER, fd, bytes, count,
              at);
}

WRAP(int, fsync, (int fd), , kIo | kSpace | kInterrupt | kDeath, -1, fd)
WRAP(int, renameat, (int from, const char* old, int to, const char* name), noexcept, kChange, -1,
     from, old, to, name)
WRAP(int, unlinkat, (int directory, const char* name, int flags), noexcept, kLook | kDeath, -1,
     directory, name, flags)
WRAP(int, linkat, (int from, const char* old, int to, const char* name, int flags), noexcept,
     kChange, -1, from, old, to, name, flags)
WRAP(int, mkdir, (const char* path, mode_t mode), noexcept, kChange, -1, path, mode)
WRAP(int, flock, (int fd, int operation), noexcept, kInterrupt | kMemory, -1, fd, operation)
WRAP(int, fstat, (int fd, struct stat* info), noexcept, kLook, -1, fd, info)
WRAP(int, lstat, (const char* path, struct stat* info), noexcept, kLook, -1, path, info)
WRAP(int, fstatat, (int directory, const char* path, struct stat* info, int flags), noexcept, kLook,
     -1, directory, path, info, flags)
WRAP(int, fstatvfs, (int fd, struct statvfs* info), noexcept, kLook | kInterrupt, -1, fd, info)
WRAP(int, access, (const char* path, int mode), noexcept, kLook, -1, path, mode)
WRAP(int, faccessat, (int directory, const char* path, int mode, int flags), noexcept, kLook, -1,
     directory, path, mode, flags)
WRAP(ssize_t, readlinkat, (int directory, const char* path, char* text, size_t size), noexcept,
     kLook, -1, directory, path, text, size)
WRAP(DIR*, fdopendir, (int fd), , kMemory, nullptr, fd)
WRAP(DIR*, opendir, (const char* path), , kOpen, nullptr, path)
WRAP(dirent*, readdir, (DIR * directory), , kIo, nullptr, directory)

// Returns its error.
extern "C" int posix_fallocate(int fd, off_t from, off_t length) {
  static int (*next)(int, off_t, off_t);
  const int before = errno;
  errno = 0;
  const int answer = call(next, "posix_fallocate", kIo | kSpace | kInterrupt | kDeath, CALLER, -1,
                          fd, from, length);
  const int error = answer == -1 ? errno : answer;
  errno = before;
  return error;
}

extern "C" long syscall(long number, ...) noexcept {
  static long (*next)(long, long, long, long, long, long, long);
  va_list rest;
  va_start(rest, number);
  long word[6];
  for (long& one : word) one = va_arg(rest, long);
  va_end(rest);
  if (!next) next = reinterpret_cast<decltype(next)>(::dlsym(RTLD_NEXT, "syscall"));
  const unsigned may = number == SYS_renameat2 ? kChange
                       : number == SYS_memfd_create || number == SYS_pidfd_open
                           ? kDescriptor | kMemory
                           : 0U;
  return call(next, "syscall", may, CALLER, -1, number, word[0], word[1], word[2], word[3], word[4],
              word[5]);
}

// Sockets.
WRAP(int, socket, (int domain, int type, int protocol), noexcept, kDescriptor | kMemory, -1, domain,
     type, protocol)
WRAP(int, socketpair, (int domain, int type, int protocol, int* ends), noexcept,
     kDescriptor | kMemory, -1, domain, type, protocol, ends)
WRAP(int, getsockopt, (int fd, int level, int option, void* value, socklen_t* length), noexcept,
     kMemory, -1, fd, level, option, value, length)
WRAP(int, poll, (pollfd * descriptors, nfds_t count, int wait), , kInterrupt | kMemory, -1,
     descriptors, count, wait)

extern "C" int connect(int fd, const sockaddr* address, socklen_t length) {
  static int (*next)(int, const sockaddr*, socklen_t);
  const int before = call(next, "connect", kInterrupt | kMemory, CALLER, -1, fd, address, length);
  // After a signal the kernel goes on connecting.
  if (before == 0 || errno != EINTR) return before;
  next(fd, address, length);
  errno = EINTR;
  return -1;
}

extern "C" ssize_t send(int fd, const void* bytes, size_t count, int flags) {
  static ssize_t (*next)(int, const void*, size_t, int);
  return move(next, "send", kInterrupt | kMemory | kShort, CALLER, fd, bytes, count, flags);
}

extern "C" ssize_t recv(int fd, void* bytes, size_t count, int flags) {
  static ssize_t (*next)(int, void*, size_t, int);
  return move(next, "recv", kInterrupt | kMemory | kShort, CALLER, fd, bytes, count, flags);
}

// Processes.
WRAP(int, pipe2, (int* ends, int flags), noexcept, kDescriptor | kMemory, -1, ends, flags)
WRAP(pid_t, waitpid, (pid_t pid, int* status, int options), , kInterrupt, -1, pid, status, options)

// A child makes no call that counts, until it is another program.
extern "C" pid_t fork() noexcept {
  static pid_t (*next)();
  const pid_t pid = call(next, "fork", kMemory, CALLER, -1);
  if (pid == 0) state.effect = Effect::none;
  return pid;
}

extern "C" int execve(const char* path, char* const* arguments, char* const* environment) noexcept {
  static int (*next)(const char*, char* const*, char* const*);
  if (!next) next = reinterpret_cast<decltype(next)>(::dlsym(RTLD_NEXT, "execve"));
  Wish wish;
  const char* preloaded = std::getenv("LD_PRELOAD");
  if (!preloaded || !read_wish(wish) || !has_word(arguments, wish.command)) {
    return next(path, arguments, environment);
  }
  static char variables[2][1024];
  static char* whole[64];
  std::snprintf(variables[0], sizeof variables[0], "LD_PRELOAD=%s", preloaded);
  std::snprintf(variables[1], sizeof variables[1], "PKGMAP_FAULTS=%s",
                std::getenv("PKGMAP_FAULTS"));
  std::size_t count = 0;
  for (; count < 60 && environment && environment[count]; ++count)
    whole[count] = environment[count];
  whole[count] = variables[0];
  whole[count + 1] = variables[1];
  whole[count + 2] = nullptr;
  return next(path, arguments, whole);
}
