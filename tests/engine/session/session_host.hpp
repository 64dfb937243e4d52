// A host for whole sessions: a real monit, a real package database with one package below a
// directory of its own, a process that stands for the package manager, a state directory.
//
// The package `hosted` owns sbin/daemon, etc/settings and, as a %ghost, run/daemon.pid. The guards
// are the program that was built; what a test leaves of them ends with its state directory.
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

  /// "sbin/daemon" as an absolute path.
  std::string path(const std::string& name) const;
  /// Replaces it by rename, as rpm does.
  void write(const std::string& name, const std::string& content) const;
  void remove(const std::string& name) const;
  /// As rpm would: record and files of this version.
  void upgrade_to(const std::string& version);
  /// The record alone, from a package of one's own: a signed one.
  void upgrade_record(const std::string& rpm) const;
  /// Record and files are gone.
  void erase();
  /// What the policy file says, as "drift: refuse"; the guard goes by that, too.
  void decide(const std::string& defaults);
  /// The control file anew; monit does not read it by itself.
  void write_checks(const std::string& checks);

  /// An upgrade of `hosted`, on whose behalf `manager` works.
  Transaction transaction(int manager) const;
  /// suspend() of that; its session. Fails the test when there is none.
  std::string suspend_for(int manager);
  /// For this process, and the guard is killed: it would try again what resume() could not, at a
  /// moment of its own.
  std::string suspend_without_guard();
  /// SIGKILL to the guard of a session, and waits for its end: a dying process has lost its command
  /// line before that.
  void kill_guard(const std::string& session) const;
  /// Until none is left: each has done what it could.
  void await_guards() const;
  /// resume(), whatever becomes of it; an Error's message is in `trouble` of the answer.
  Result<ResumeOutcome> resume(const std::string& session, bool hook = false);

  /// "daemon_bin=on proc=off …", in the order of the control file, monit's own system check left
  /// out.
  std::string states();
  bool becomes(const std::string& states);
  /// Waits until monit looks at the check once more.
  bool is_looked_at(const std::string& check);
  /// At its last look monit found another checksum than it expects.
  bool alarms(const std::string& check);
  /// Asks monit itself, as an administrator would, and waits until it is true.
  void administrator(MonitClient::Verb verb, const std::string& check);
  MonitClient& client() { return *client_; }

  static constexpr const char* kSilent = "no message";

 private:
  std::string filled_in(std::string text) const;

  RealMonit monit_;
  Settings settings_;
  std::unique_ptr<MonitClient> client_;
};

/// The guards of a state directory, by their command lines.
std::vector<int> guards_of(const std::string& state_directory);

}  // namespace pkgmap::test
