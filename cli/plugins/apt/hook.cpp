#include "cli/plugins/apt/hook.hpp"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/plugins/apt/changes.hpp"
#include "cli/plugins/apt/dpkg_command.hpp"
#include "cli/plugins/apt/dpkg_options.hpp"
#include "cli/plugins/apt/handovers.hpp"
#include "engine/packages/dpkg/status.hpp"
#include "engine/packages/lock_holder.hpp"
#include "engine/system/io.hpp"
#include "engine/system/process/after_fork.hpp"
#include "engine/system/process/proc.hpp"

namespace pkgmap::apt {
namespace {

using hook::Clock;

constexpr std::size_t kMostInput = 64U << 20U;
constexpr std::chrono::seconds kInputTakes{20};
constexpr std::size_t kCopies = 3;  // of the process that runs dpkg, this process included

const char* value_of(const char* variable) {
  const char* value = std::getenv(variable);
  return value ? value : "";
}

DpkgVariables variables_of_dpkg() {
  return {value_of("DPKG_ROOT"), value_of("DPKG_ADMINDIR")};
}

// Returns what apt writes for the hook, up to its end.
std::optional<std::string> input_of_apt() {
  const std::string_view told = value_of("APT_HOOK_INFO_FD");
  int fd = STDIN_FILENO;
  if (!told.empty() &&
      std::from_chars(told.data(), told.data() + told.size(), fd).ec != std::errc()) {
    return std::nullopt;
  }
  const auto end = Clock::now() + kInputTakes;
  std::string text;
  char block[1U << 16U];
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd ready = {fd, POLLIN, 0};
    const int events = left > 0 ? ::poll(&ready, 1, static_cast<int>(left)) : 0;
    if (events < 0 && errno == EINTR) continue;
    if (events <= 0) return std::nullopt;
    const ssize_t count = ::read(fd, block, sizeof block);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count < 0) return std::nullopt;
    if (count == 0) return text;
    text.append(block, static_cast<std::size_t>(count));
    if (text.size() > kMostInput) return std::nullopt;
  }
}

// A Ctrl-C goes to the whole process group, and apt completes its run of dpkg after it.
void outlive_interruptions() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) ::signal(number, SIG_IGN);
}

void leave_descriptors_and_directory() {
  close_from(STDERR_FILENO + 1);
  static_cast<void>(::chdir("/"));
}

class Hook {
 public:
  explicit Hook(const Places& places)
      : places_(places),
        program_(places.program, hook::environment_of_program(), places.bounds),
        handovers_(places.notes) {}

  /// Suspends the checks, and leaves a note for the end. Returns the exit status of the process.
  int suspend(const std::vector<Change>& changes, const char* manager, int pid) const {
    const auto answer = program_.suspend(transaction_of(changes, manager, pid).dump(-1));
    const std::size_t shown = show(answer.messages, hook::kMostLines - 1);
    const hook::Handover handed{answer.session, hook::kMostLines - shown};
    if (answer.abort) {
      resume(handed, manager);
      show({{hook::Level::error, "the policy ends the transaction (on_error: abort)"}}, 1);
      return 1;
    }
    if (handed.session.empty()) return 0;
    if (const auto left = handovers_.leave(pid, handed); !left) {
      show({{hook::Level::error, "the checks come back when " + std::string(manager) +
                                     " has ended: " + left.error().message}},
           1);
    }
    return 0;
  }

  /// Resumes what suspend() has left for this process. Returns false if that is nothing.
  bool resume(int pid, const char* manager) const {
    const auto handed = handovers_.take(pid);
    if (!handed) return false;
    resume(*handed, manager);
    return true;
  }

  int complain(const char* problem) const {
    show({{hook::Level::error, "nothing is suspended: " + std::string(problem)}}, 1);
    return 0;
  }

 private:
  void resume(const hook::Handover& handed, const char* manager) const {
    if (handed.session.empty()) return;
    show(program_.resume(handed.session, manager).messages, handed.lines);
  }

  std::size_t show(const std::vector<hook::Message>& messages, std::size_t room) const {
    const auto lines = hook::lines_of(messages, room);
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    // There is no other place to report a failed write.
    static_cast<void>(write_all(places_.output, text));
    return lines.size();
  }

  const Places& places_;
  hook::Program program_;
  Handovers handovers_;
};

bool contains(const std::vector<int>& pids, int pid) {
  return std::find(pids.begin(), pids.end(), pid) != pids.end();
}

int before_apt(const std::string& text, const Places& places, const Hook& hook) {
  const Told told = read_told(text);
  if (told.changes.empty() || !changes_this_system(told, variables_of_dpkg())) return 0;
  // The nearest one runs dpkg. It or one of its callers holds the lock: if apt has died, the hook
  // is the child of some other process.
  const auto called_by = callers(places.callers);
  const bool known = !called_by.empty() &&
                     (without_locks(told) ||
                      contains(called_by, lock_holder(places.callers.frontend_lock).value_or(0)));
  if (!known) return hook.complain("the process that runs dpkg cannot be found");
  return hook.suspend(told.changes, kApt, called_by.front());
}

// apt calls this in a copy of the process that runs dpkg, so one of the nearest has the note.
void after_apt(const Places& places, const Hook& hook) {
  auto called_by = callers(places.callers);
  called_by.resize(std::min(called_by.size(), kCopies));
  for (const int pid : called_by) {
    if (hook.resume(pid, kApt)) return;
  }
}

// The dpkg that somebody has typed. 0 if a front end has started it, which tells more than dpkg,
// and if another process works on the packages, since dpkg then ends.
int dpkg_on_its_own(const Places& places) {
  const auto called_by = callers(places.callers);
  if (called_by.empty() || !is_dpkg(called_by.front(), places.callers)) return 0;
  const int dpkg = called_by.front();
  return lock_holder(places.callers.frontend_lock).value_or(dpkg) == dpkg ? dpkg : 0;
}

// What `dpkg --configure --pending` works on.
void add_unconfigured(std::vector<Change>& changes) {
  const auto unconfigured = dpkg::unconfigured({});
  if (!unconfigured) return;
  for (const rules::Nevra& package : *unconfigured) {
    changes.push_back({"reinstall", package.name, package.evr(), package.arch, ""});
  }
}

int before_dpkg(const Places& places, const Hook& hook) {
  const int dpkg = dpkg_on_its_own(places);
  if (dpkg == 0) return 0;
  const DpkgCommand command = read_dpkg_command(command_line(dpkg), variables_of_dpkg());
  if (command.elsewhere) return 0;
  auto changes = changes_of(command, working_directory_of(dpkg));
  if (command.pending && command.action == "--configure") add_unconfigured(changes);
  return changes.empty() ? 0 : hook.suspend(changes, kDpkg, dpkg);
}

void after_dpkg(const Places& places, const Hook& hook) {
  const auto called_by = callers(places.callers);
  if (!called_by.empty()) hook.resume(called_by.front(), kDpkg);
}

}  // namespace

int act(const std::string& moment, const Places& places) {
  outlive_interruptions();
  // apt waits until its input is read, also if nothing is done with it.
  const auto input = moment == kAptBefore ? input_of_apt() : std::string();
  leave_descriptors_and_directory();
  const Hook hook(places);
  // Resumes in any case, even if the hook was switched off meanwhile.
  if (moment == kAptAfter) after_apt(places, hook);
  if (moment == kDpkgAfter) after_dpkg(places, hook);
  const bool begins = moment == kAptBefore || moment == kDpkgBefore;
  if (!begins || cli::switched_off(places.disabled) || in_a_chroot() ||
      ::access(places.program.c_str(), X_OK) != 0) {
    return 0;
  }
  if (moment == kDpkgBefore) return before_dpkg(places, hook);
  if (!input) return hook.complain("apt does not say what it will do");
  return before_apt(*input, places, hook);
}

}  // namespace pkgmap::apt
