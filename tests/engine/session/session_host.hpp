// A host for whole sessions: a real monit, a real package database with one package below a
// directory of its own, a process that stands for the package manager, and a state directory.
//
// The package `hosted` owns sbin/daemon, etc/settings and, as a %ghost, run/daemon.pid. The guards
// run the program that was built; a guard that a test leaves behind is killed.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/journal.hpp"
#include "engine/session/resume/resume.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "engine/settings.hpp"
#include "tests/engine/session/sleeping_process.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap::test {

class SessionHost {
 public:
  /// `checks` are `check …` statements in which @HOST@ stands for the directory of the package.
  explicit SessionHost(std::string checks);
  ~SessionHost();
  SessionHost(const SessionHost&) = delete;
  SessionHost& operator=(const SessionHost&) = delete;

  RealMonit& monit() { return monit_; }
  const Settings& settings() const { return settings_; }
  Settings& settings() { return settings_; }
  Journal journal() const;
  std::string state_file(const std::string& session) const;

  /// Turns "sbin/daemon" into an absolute path.
  std::string path(const std::string& name) const;
  /// Replaces the file by a rename, as rpm does.
  void write(const std::string& name, const std::string& content) const;
  void remove(const std::string& name) const;
  /// Installs the database record and the files of this version, as rpm does.
  void upgrade_to(const std::string& version);
  /// Installs the database record alone, from another package file, such as a signed one.
  void upgrade_record(const std::string& rpm) const;
  /// Removes the database record and the files.
  void erase();
  /// Writes defaults into the policy file, such as "drift: refuse"; the guard follows them, too.
  void decide(const std::string& defaults);
  /// Writes a new control file; monit does not read it by itself.
  void write_checks(const std::string& checks);

  /// An upgrade of `hosted` that the process `manager` makes.
  Transaction transaction(int manager) const;
  /// Suspends for that transaction and returns the id of the session. The test fails if there is
  /// none.
  std::string suspend_for(int manager);
  /// Suspends for this process and kills the guard, which would repeat a resume() that left checks
  /// off, at a moment that the test does not know.
  std::string suspend_without_guard();
  /// Sends SIGKILL to the guard of a session and waits for its end. A dying process loses its
  /// command line earlier, so the command line does not show the end.
  void kill_guard(const std::string& session) const;
  /// Waits until no guard is left.
  void await_guards() const;
  /// Calls resume(), as a hook or as a person.
  Result<ResumeOutcome> resume(const std::string& session, bool hook = false);

  /// Returns "daemon_bin=on proc=off …", in the order of the control file, without monit's own
  /// system check.
  std::string states();
  bool becomes(const std::string& states);
  /// Waits until monit looks at the check once more. Returns whether it did.
  bool is_looked_at(const std::string& check);
  /// Whether monit's last look found another checksum than the expected one.
  bool alarms(const std::string& check);
  /// Asks monit directly, as an administrator does, and waits until monit's status shows the
  /// result.
  void administrator(MonitClient::Verb verb, const std::string& check);
  MonitClient& client() { return *client_; }

  static constexpr const char* kSilent = "no message";

 private:
  std::string filled_in(std::string text) const;

  RealMonit monit_;
  Settings settings_;
  std::unique_ptr<MonitClient> client_;
};

/// The pids of the guards of a state directory, found by their command lines.
std::vector<int> guards_of(const std::string& state_directory);

}  // namespace pkgmap::test
