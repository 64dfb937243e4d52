// A host for whole sessions that is a model, in virtual time; session_host.hpp is the real one with
// the same interface.
//
// The package `hosted` owns sbin/daemon, etc/settings and, as a %ghost, run/daemon.pid. Each call
// of a test runs as a process of its own, while guards and monit go on; waiting costs no real time.
// `--gtest_shuffle --gtest_random_seed=N` makes the processes take their turns in another order.
// One thread; one ModelSession at a time.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/session/resume/resume.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "tests/engine/session/model/machine.hpp"
#include "tests/engine/session/model/model_host.hpp"

namespace pkgmap::test {

class ModelSession {
 public:
  /// `checks` are `check …` statements in which @HOST@ stands for the directory of the package and
  /// @DIR@ for the directory of the control file. Returns when monit has looked at each check.
  explicit ModelSession(const std::string& checks);
  ModelSession(const ModelSession&) = delete;
  ModelSession& operator=(const ModelSession&) = delete;

  model::Machine& machine() { return machine_; }
  model::ModelMonit& monit() { return machine_.monit; }
  Settings& settings() { return settings_; }
  Journal journal() { return machine_.journal(); }
  /// What has happened so far, one line for each event.
  const std::string& trace() const { return trace_.text; }

  // Files and packages.
  /// Turns "sbin/daemon" into an absolute path.
  static std::string path(const std::string& name);
  void write(const std::string& name, const std::string& content);
  void remove(const std::string& name);
  /// Installs the database record and the files of this version, as rpm does.
  void upgrade_to(const std::string& version);
  /// Removes the database record and the files.
  void erase();
  /// Erases as dpkg does, which keeps the database record and the configuration files (state
  /// "config-files").
  void erase_all_but_configuration();
  /// Writes a new control file; monit does not read it by itself.
  void write_checks(const std::string& checks);
  /// Puts this text in place of the line `set httpd …` of the control file; monit does not read it
  /// by itself. Empty: monit has no HTTP interface.
  void write_httpd(const std::string& httpd);
  static constexpr const char* kHttpd = "set httpd unixsocket /run/monit.sock allow localhost";

  // Time.
  void pass(std::chrono::milliseconds time);
  std::chrono::milliseconds now() const;
  /// Lets time pass until the condition holds, an hour at most. Returns whether it holds.
  template <class Condition>
  bool eventually(const Condition& condition);

  // Processes.
  /// The package manager of this test; it lives as long as the test.
  int manager() const { return manager_; }
  int start_process(const std::string& name = "other") { return machine_.start_process(name); }
  void kill(int pid) { machine_.scheduler.kill(pid); }
  bool lives(int pid) const { return machine_.scheduler.lives(pid); }
  std::vector<int> guards() const;
  void await_guards();
  /// Calls `body` with a Host, in a process of its own, and waits until it ends. Returns what
  /// `body` returns.
  template <class Body>
  auto run(Body body);
  /// Begins such a process and does not wait. Returns its pid.
  int begin(std::function<void(Host&)> body);
  /// Waits for the end of the process, an hour at most. Returns whether it ended.
  bool await_end(int pid);

  // Sessions.
  /// An upgrade of `hosted` that the process `manager` makes.
  static Transaction transaction(int manager);
  Result<SuspendOutcome> suspend(int manager);
  Result<SuspendOutcome> suspend() { return suspend(manager_); }
  /// Suspends and returns the id of the session. The test fails if there is none.
  std::string suspend_for(int manager);
  /// Suspends and kills the guard, which would repeat a resume() that left checks off.
  std::string suspend_without_guard();
  void kill_guard(const std::string& session);
  Result<ResumeOutcome> resume(const std::string& session, bool hook = false);

  // monit.
  /// Returns "daemon_bin=on proc=off …", in the order of the control file, without monit's own
  /// system check.
  std::string states() const;
  bool becomes(const std::string& states);
  /// Asks monit directly, as an administrator does, and waits until monit's status shows the
  /// result.
  void administrator(MonitClient::Verb verb, const std::string& check);
  /// Reloads monit, as an administrator does, and waits until monit has read its control file.
  void reload_monit();
  void stop_monit() { monit().stop(); }
  void start_monit();
  void kill_monit() { monit().kill(); }
  /// The baseline on monit's page of the check; empty if the page has none.
  std::string baseline(const std::string& check);
  /// Whether monit's next look at the check finds another checksum than the expected one.
  bool alarms(const std::string& check);

 private:
  static constexpr model::Usec kHour = 3600 * model::kSecond;

  model::Trace trace_;
  model::Machine machine_;
  Settings settings_;
  int manager_ = 0;
};

template <class Condition>
bool ModelSession::eventually(const Condition& condition) {
  const model::Usec end = machine_.scheduler.now() + kHour;
  while (machine_.scheduler.now() < end) {
    if (condition()) return true;
    pass(std::chrono::milliseconds(20));
  }
  return condition();
}

template <class Body>
auto ModelSession::run(Body body) {
  using Answer = std::invoke_result_t<Body, Host&>;
  if constexpr (std::is_void_v<Answer>) {
    await_end(begin(body));
  } else {
    std::optional<Answer> answer;
    await_end(begin([&](Host& host) { answer.emplace(body(host)); }));
    return std::move(answer.value());
  }
}

}  // namespace pkgmap::test
