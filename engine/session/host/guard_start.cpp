#include "engine/session/host/guard_start.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/journal/journal.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/monit/wait.hpp"
#include "engine/session/host/systemd.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/io.hpp"
#include "engine/system/process/detached.hpp"
#include "engine/system/process/proc.hpp"
#include "engine/system/process/process.hpp"
#include "engine/system/pulse.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kReadyWithin{5'000};
constexpr const char* kSystemdRun = "/usr/bin/systemd-run";
constexpr const char* kPath = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";

std::vector<std::string> environment_of(const Settings& settings) {
  std::vector<std::string> environment = {kPath};
  if (!settings.home.empty()) environment.push_back("HOME=" + settings.home);
  return environment;
}

Error not_ready() {
  return Error{ErrorCode::failed, "the guard did not start, so nothing is suspended",
               "'monit-pkgmap status' shows whether one is left over"};
}

Done start_by_fork(const Settings& settings, std::vector<std::string> argv) {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("cannot make a pipe for the guard");
  const Fd reading(ends[0]);
  Fd writing(ends[1]);
  Detached guard;
  guard.program = settings.program;
  guard.argv = std::move(argv);
  guard.argv.insert(guard.argv.end(), {"--ready-fd", std::to_string(kDetachedDescriptor)});
  guard.environment = environment_of(settings);
  guard.descriptor = writing.get();
  if (auto started = start_detached(guard); !started) return started;
  writing.reset();
  if (!wait_for(reading.get(), POLLIN, std::chrono::steady_clock::now() + kReadyWithin)) {
    return not_ready();
  }
  // The limit lets it read one byte more, which is the notification.
  const auto notification = read_to_end(reading.get(), 0);
  return notification && !notification->empty() ? done() : Done(not_ready());
}

// A unit inherits no descriptor, so its signature is its ready notification.
Done await_signature(const Settings& settings, const std::string& session) {
  const auto journal = Journal::open(settings.state_directory);
  if (!journal) return journal.error();
  const auto deadline = std::chrono::steady_clock::now() + kReadyWithin;
  ProcessesOfThisMachine processes(settings.state_directory);
  while (std::chrono::steady_clock::now() < deadline) {
    const auto record = journal->load(session);
    if (record && guard_alive(*record, processes)) return done();
    // Somebody has removed it, and the guard waits for the lock before it writes it again.
    if (!record && !journal->has(session)) break;
    pulse();
    std::this_thread::sleep_for(milliseconds(20));
  }
  return not_ready();
}

Done start_as_unit(const Settings& settings, const std::string& session) {
  const std::string program = executable_of(::getpid());
  if (program.empty() || ::access(program.c_str(), X_OK) != 0) return not_ready();
  const auto ran =
      run_process(guard_unit_command(settings, session, program), {milliseconds(kReadyWithin)});
  if (!ran) return ran.error();
  if (!ran->succeeded()) return not_ready();
  return await_signature(settings, session);
}

bool can_make_units() {
  return booted_with_systemd() && ::access(kSystemdRun, X_OK) == 0;
}

}  // namespace

std::vector<std::string> guard_arguments(const Settings& settings, const std::string& session) {
  std::vector<std::string> argv = {"monit-pkgmap", "guard",       "--session",
                                   session,        "--state-dir", settings.state_directory};
  if (!settings.monitrc.empty()) argv.insert(argv.end(), {"--monitrc", settings.monitrc});
  if (!settings.policy_file.empty()) argv.insert(argv.end(), {"--policy", settings.policy_file});
  if (!settings.dbpath.empty()) argv.insert(argv.end(), {"--dbpath", settings.dbpath});
  if (settings.packages) {
    argv.insert(argv.end(), {"--packages", rules::name_of(*settings.packages)});
  }
  return argv;
}

std::vector<std::string> guard_unit_command(const Settings& settings, const std::string& session,
                                            const std::string& program) {
  std::vector<std::string> command = {
      kSystemdRun, "--quiet", "--collect", "--no-ask-password",
      // The guard that it replaces may still have a unit.
      "--unit=monit-pkgmap-guard-" + session + "-" + new_session_id().substr(0, 4),
      "--description=Guard of the monit checks that session " + session + " suspended"};
  for (const std::string& setting : environment_of(settings)) {
    command.push_back("--setenv=" + setting);
  }
  for (const auto& [name, value] : kGuardUnitProperties) {
    command.push_back(std::string("--property=") + name + "=" + value);
  }
  command.push_back("--");
  std::vector<std::string> argv = guard_arguments(settings, session);
  argv.front() = program;
  command.insert(command.end(), argv.begin(), argv.end());
  return command;
}

// If a service runs the package manager, a guard in the cgroup of this service would end with it,
// so systemd gives the guard a unit of its own. If no unit can be made, such a guard is still
// better than none.
Done start_guard(const Settings& settings, const std::string& session) {
  if (can_make_units() && start_as_unit(settings, session)) return done();
  return start_by_fork(settings, guard_arguments(settings, session));
}

Done try_guard(const Settings& settings) {
  if (can_make_units()) {
    const auto ran = run_process(
        {kSystemdRun, "--quiet", "--collect", "--wait", "--no-ask-password", "/usr/bin/true"},
        {milliseconds(kReadyWithin)});
    if (ran && ran->succeeded()) return done();
  }
  return start_by_fork(settings, {"monit-pkgmap", "guard", "--probe"});
}

}  // namespace pkgmap
