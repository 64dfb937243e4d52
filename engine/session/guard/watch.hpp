// While a transaction runs: makes sure that monit keeps the suspended checks off.
//
// A monit that is killed within a cycle after an unmonitor has forgotten the request, so monit is
// asked once more. If the same monit shows a check as monitored again, a person has monitored it,
// and the check is left alone. A monit that has not answered since the session began is asked to
// suspend the checks of the session as soon as it answers.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/session/host/host.hpp"

namespace pkgmap {

class MonitWatch {
 public:
  /// All of them must outlive the watch.
  MonitWatch(const Settings& settings, const Journal& journal, const SessionRecord& record,
             Host& host);

  /// Reads monit's status every two seconds at most; four times a second while the session waits
  /// for a monit in its start delay. This begins no cycle of monit. A monit that does not answer is
  /// sought every two seconds where the control file says by then. `record`: the session as it is
  /// now.
  void look(const SessionRecord& record);

  /// For a session that is over, of a monit that has not answered since it began: whether monit
  /// answers now. Asks as often as look(); false in between.
  bool answers(const SessionRecord& record);

 private:
  /// Whether this process is the guard of the session, and nobody resumes it.
  bool may_act(const SessionRecord& record) const;
  void suspend_first(const status::Status& status);
  void give_back_now();
  void suspend_again(const std::vector<std::string>& names);
  void connect(const SessionRecord& record);
  /// Returns nullopt if monit does not answer.
  std::optional<status::Status> status_now(const SessionRecord& record);

  const Settings& settings_;
  const Journal& journal_;
  const std::string session_;
  Host& host_;
  Host::Clock::time_point next_;
  std::int64_t incarnation_;
  std::vector<std::string> taken_back_;  ///< Checks that somebody has monitored.
  monitrc::ControlFile control_file_;
  std::unique_ptr<MonitClient> monit_;
  Host::Clock::time_point next_connection_{};
  bool answers_ = false;
};

}  // namespace pkgmap
