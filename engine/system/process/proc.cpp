#include "engine/system/process/proc.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <memory>
#include <sstream>

#include <climits>

#include "engine/system/fd.hpp"
#include "engine/system/io.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap {
namespace {

// The kernel bounds a command line at 6 MiB (three quarters of the stack's limit).
constexpr std::size_t kMaxBytes = 8U << 20U;

constexpr std::string_view kDeleted = " (deleted)";
// prelink(8) first writes a new file as "NAME.#prelink#.XXXXXX".
constexpr std::string_view kPrelinked = ".#prelink#.";

std::string proc_path(int pid, const char* name) {
  return "/proc/" + std::to_string(pid) + "/" + name;
}

// Returns an empty string if the process ended meanwhile.
std::string read_all(const std::string& path) {
  const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return {};
  return read_to_end(fd.get(), kMaxBytes).value_or("");
}

std::string read_link(const std::string& path) {
  std::array<char, PATH_MAX> buffer{};
  const ssize_t got = ::readlink(path.c_str(), buffer.data(), buffer.size());
  return got <= 0 ? std::string() : std::string(buffer.data(), static_cast<std::size_t>(got));
}

// Returns the next word, and removes it and the blanks before it from `text`.
std::string_view next_word(std::string_view& text) {
  const std::size_t start = std::min(text.find_first_not_of(" \n"), text.size());
  text.remove_prefix(start);
  const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

template <class Number>
bool read_number(std::string_view word, Number& value) {
  const char* const end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, value);
  return error == std::errc() && stop == end && !word.empty();
}

}  // namespace

std::optional<ProcessFacts> parse_proc_stat(std::string_view text) {
  const std::size_t open = text.find(" (");
  const std::size_t close = text.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open + 2) {
    return std::nullopt;
  }
  ProcessFacts facts;
  if (!read_number(text.substr(0, open), facts.pid)) return std::nullopt;
  facts.comm = text.substr(open + 2, close - open - 2);

  std::string_view rest = text.substr(close + 1);
  const std::string_view state = next_word(rest);
  if (state.size() != 1) return std::nullopt;
  facts.state = state.front();
  if (!read_number(next_word(rest), facts.ppid)) return std::nullopt;
  if (!read_number(next_word(rest), facts.process_group)) return std::nullopt;
  if (!read_number(next_word(rest), facts.session)) return std::nullopt;
  for (int field = 7; field < 22; ++field) next_word(rest);
  if (!read_number(next_word(rest), facts.start_time)) return std::nullopt;
  return facts;
}

std::optional<ProcessFacts> process_facts(int pid) {
  if (pid <= 0) return std::nullopt;
  return parse_proc_stat(read_all(proc_path(pid, "stat")));
}

bool same_process(int pid, std::uint64_t start_time) {
  const std::optional<ProcessFacts> facts = process_facts(pid);
  return facts && facts->start_time == start_time && facts->state != 'Z' && facts->state != 'X';
}

std::vector<int> all_pids() {
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir("/proc"), ::closedir);
  std::vector<int> pids;
  if (directory == nullptr) return pids;
  while (const dirent* entry = ::readdir(directory.get())) {
    int pid = 0;
    if (read_number(std::string_view(&entry->d_name[0]), pid)) pids.push_back(pid);
  }
  std::sort(pids.begin(), pids.end());
  return pids;
}

std::vector<int> children_of(int pid) {
  std::vector<int> children;
  for (const int candidate : all_pids()) {
    const std::optional<ProcessFacts> facts = process_facts(candidate);
    if (facts && facts->ppid == pid && facts->state != 'Z') children.push_back(candidate);
  }
  return children;
}

std::vector<std::string> command_line(int pid) {
  const std::string text = read_all(proc_path(pid, "cmdline"));
  std::vector<std::string> arguments;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find('\0', start), text.size());
    arguments.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return arguments;
}

std::string executable_of(int pid) {
  return without_deleted(read_link(proc_path(pid, "exe")));
}

bool program_is_removed() {
  const std::string program = executable_of(::getpid());
  return !program.empty() && ::access(program.c_str(), F_OK) != 0;
}

std::string without_deleted(std::string link) {
  const bool exists = link.ends_with(kDeleted) &&
                      ::faccessat(AT_FDCWD, link.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
  return without_deleted(std::move(link), exists);
}

std::string without_deleted(std::string link, bool exists) {
  if (exists || !link.ends_with(kDeleted)) return link;
  link.resize(link.size() - kDeleted.size());
  // rpm first writes a new file as "NAME;HEX"; the link may still have that name.
  constexpr std::size_t kMark = 9;
  const std::size_t mark = link.rfind(';');
  if (mark != std::string::npos && link.size() - mark == kMark && is_hex(link.substr(mark + 1))) {
    link.resize(mark);
  }
  if (names_a_prelinked_file(link)) link.resize(link.rfind(kPrelinked));
  return link;
}

bool names_a_prelinked_file(std::string_view link) {
  const std::size_t mark = link.rfind(kPrelinked);
  return mark != std::string_view::npos && link.find('/', mark) == std::string_view::npos;
}

std::string proc_text(const std::string& below) {
  return read_all("/proc/" + below);
}

std::string proc_link(const std::string& below) {
  return read_link("/proc/" + below);
}

bool in_our_mounts(int pid) {
  return read_link(proc_path(pid, "ns/mnt")) == proc_link("self/ns/mnt");
}

bool sees_our_files(int pid) {
  return read_link(proc_path(pid, "root")) == "/" && in_our_mounts(pid);
}

std::uint64_t activity_of(int pid) {
  const std::string stat = read_all(proc_path(pid, "stat"));
  const std::string status = read_all(proc_path(pid, "status"));
  std::uint64_t sum = 0;
  const auto add = [&](std::string_view word) {
    std::uint64_t number = 0;
    if (read_number(word, number)) sum += number;
  };
  std::string_view fields(stat);
  fields.remove_prefix(std::min(fields.rfind(')'), fields.size()));
  for (int field = 2; field < 14; ++field) next_word(fields);
  add(next_word(fields));
  add(next_word(fields));
  for (const char* const name :
       {"\nvoluntary_ctxt_switches:\t", "\nnonvoluntary_ctxt_switches:\t"}) {
    std::string_view line(status);
    line.remove_prefix(std::min(line.find(name), line.size()));
    line.remove_prefix(std::min(std::string_view(name).size(), line.size()));
    add(next_word(line));
  }
  return sum;
}

std::optional<ProcessUsers> users_of(int pid) {
  std::istringstream lines(read_all(proc_path(pid, "status")));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("Uid:")) continue;
    std::istringstream numbers(line.substr(4));
    ProcessUsers users;
    if (numbers >> users.real >> users.effective >> users.saved) return users;
  }
  return std::nullopt;
}

bool is_of_root_alone(int pid) {
  const auto users = users_of(pid);
  return users && users->real == 0 && users->effective == 0 && users->saved == 0;
}

std::string working_directory_of(int pid) {
  return read_link(proc_path(pid, "cwd"));
}

std::int64_t second_of_start(std::uint64_t start_time) {
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  const auto now = [](clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return time.tv_sec * kNanoseconds + time.tv_nsec;
  };
  const std::int64_t tick = kNanoseconds / ::sysconf(_SC_CLK_TCK);
  const std::int64_t boot = now(CLOCK_REALTIME) - now(CLOCK_BOOTTIME);
  return (boot + static_cast<std::int64_t>(start_time) * tick) / kNanoseconds;
}

// A container may have a boot id of its own: a file that is mounted over the kernel's. In a service
// that systemd confines, /proc is another mount, which has only the kernel's.
std::string boot_id() {
  std::string text = read_all("/proc/1/root/proc/sys/kernel/random/boot_id");
  if (text.empty()) text = read_all("/proc/sys/kernel/random/boot_id");
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

}  // namespace pkgmap
