// A host for whole sessions that is a model, in virtual time: the second of session_host.hpp.
//
// The package `hosted` owns sbin/daemon, etc/settings and, as a %ghost, run/daemon.pid. Whatever a
// test asks for is done by a process of its own, while guards and monit go on; a test that waits
// costs no time. `--gtest_shuffle --gtest_random_seed=N` lets the processes take turns otherwise.
// One thread; one at a time.
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
  /// @DIR@ for that of the control file. Returns when monit has looked at each.
  explicit ModelSession(const std::string& checks);
  ModelSession(const ModelSession&) = delete;
  ModelSession& operator=(const ModelSession&) = delete;

  model::Machine& machine() { return machine_; }
  model::ModelMonit& monit() { return machine_.monit; }
  Settings& settings() { return settings_; }
  Journal journal() { return machine_.journal(); }
  /// What has happened so far, a line each.
  const std::string& trace() const { return trace_.text; }

  // Files and packages.
  /// "sbin/daemon" as an absolute path.
  static std::string path(const std::string& name);
  void write(const std::string& name, const std::string& content);
  void remove(const std::string& name);
  /// As rpm would: record and files of this version.
  void upgrade_to(const std::string& version);
  /// Record and files are gone.
  void erase();
  /// The control file anew; monit does not read it by itself.
  void write_checks(const std::string& checks);

  // Time.
  void pass(std::chrono::milliseconds time);
  std::chrono::milliseconds now() const;
  /// Lets time pass until it is so, an hour at most. Returns whether it came so far.
  template <class Condition>
  bool eventually(const Condition& condition);

  // Processes.
  /// The package manager that this test stands for: it lives as long as the test.
  int manager() const { return manager_; }
  int start_process(const std::string& name = "other") { return machine_.start_process(name); }
  void kill(int pid) { machine_.scheduler.kill(pid); }
  bool lives(int pid) const { return machine_.scheduler.lives(pid); }
  std::vector<int> guards() const;
  void await_guards();
  /// Calls it with a Host in a process of its own, and waits for its end.
  template <class Body>
  auto run(Body body);
  /// The same without waiting; its pid.
  int begin(std::function<void(Host&)> body);
  /// Whether it ended within an hour.
  bool await_end(int pid);

  // Sessions.
  /// An upgrade of `hosted`, on whose behalf `manager` works.
  static Transaction transaction(int manager);
  Result<SuspendOutcome> suspend(int manager);
  Result<SuspendOutcome> suspend() { return suspend(manager_); }
  /// Its session. Fails the test when there is none.
  std::string suspend_for(int manager);
  /// The guard is killed: it would try again what resume() could not.
  std::string suspend_without_guard();
  void kill_guard(const std::string& session);
  Result<ResumeOutcome> resume(const std::string& session, bool hook = false);

  // monit.
  /// "daemon_bin=on proc=off …", in the order of the control file, monit's own system check left
  /// out.
  std::string states() const;
  bool becomes(const std::string& states);
  /// Asks monit itself, as an administrator would, and waits until it is true.
  void administrator(MonitClient::Verb verb, const std::string& check);
  /// As somebody else would, and waits until monit has read it.
  void reload_monit();
  void stop_monit() { monit().stop(); }
  void start_monit();
  void kill_monit() { monit().kill(); }
  /// As its page of the check shows it; empty when the page has none.
  std::string baseline(const std::string& check);
  /// Whether monit's next look at the check finds another checksum than it expects.
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
