// Makes sure, while a transaction runs, that monit keeps the suspended checks off.
//
// The watch does three things:
// - A monit that is killed within a cycle after an unmonitor has forgotten the request. The watch
//   asks the next monit to unmonitor the checks once more.
// - If the same monit shows a check as monitored again, a person has monitored the check. The watch
//   removes the check from the session (taken_back.hpp).
// - If the session is unasked, the watch suspends its checks at monit's first answer
//   (first_answer.hpp).
//
// The guard has one watch. The functions take the turn (engine/session/host/turn.hpp), so the
// caller must not have it. For one thread. Errors are ignored: the next look tries again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/session/host/host.hpp"

namespace pkgmap {

class MonitWatch {
 public:
  /// Settings, journal and host must outlive the watch. `record`, here and below: the session as it
  /// is now on disk. The caller loads it anew for each call, since the watch changes the session on
  /// disk.
  MonitWatch(const Settings& settings, const Journal& journal, const SessionRecord& record,
             Host& host);

  /// Looks at monit's status, and acts if needed. The caller may call look() as often as it likes:
  /// a call returns at once if the last look was less than two seconds ago (a quarter of a second
  /// while the session waits for a monit in its start delay). A look begins no cycle of monit.
  ///
  /// If monit does not answer, the watch reads the control file anew every two seconds, and asks at
  /// the address that the control file names. If monit refuses the user or the password, the pause
  /// doubles with each look, up to a minute: monit writes each try into its log, and a monit that
  /// asks PAM makes each try a failed login of the host.
  void look(const SessionRecord& record);

  /// For an unasked session whose transaction has ended: returns whether monit answers now. Keeps
  /// the pauses of look(), between two calls of either function; during a pause returns false
  /// without asking.
  bool answers(const SessionRecord& record);

 private:
  /// Whether this process is the guard of the session, and nobody resumes it.
  bool may_act(const SessionRecord& record) const;
  void suspend_first(const status::Status& status);
  void give_back_now();
  /// Returns whether monit has taken the request.
  bool suspend_again(const CheckNames& names);
  /// The checks of the session that a look found on.
  struct OnAgain {
    CheckNames forgotten;  ///< Another monit has forgotten that these checks were off.
    bool taken = false;    ///< Somebody has monitored a check.
  };
  /// `another`: monit has read its control file since the look before. Brings taken_back_ up to
  /// date.
  OnAgain on_again(const status::Status& status, const SessionRecord& record, bool another);
  void connect(const SessionRecord& record);
  void wait_after_a_refusal();
  /// Returns nullopt if monit does not answer.
  std::optional<status::Status> status_now(const SessionRecord& record);

  const Settings& settings_;
  const Journal& journal_;
  const std::string session_;
  Host& host_;
  Host::Clock::time_point next_;
  std::int64_t incarnation_;
  CheckNames taken_back_;  ///< Names of the checks that somebody has monitored, and that are on.
  monitrc::ControlFile control_file_;
  std::unique_ptr<MonitClient> monit_;
  Host::Clock::time_point next_connection_{};
  bool answers_ = false;
  Host::Clock::duration pause_{};  ///< After the last refusal; 0 if monit refused nothing.
};

}  // namespace pkgmap
