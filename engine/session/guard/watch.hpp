// While a transaction goes on: whether monit still has off what a session suspended.
//
// A monit that is killed within a cycle after an unmonitor has forgotten it: then it is asked once
// more. What the same monit shows as monitored again, somebody has monitored: that is his word.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"

namespace pkgmap {

class MonitWatch {
 public:
  /// All of them outlive it.
  MonitWatch(const Settings& settings, const Journal& journal, const SessionRecord& record,
             Host& host);

  /// Looks at most every two seconds; reading the status wakes nobody. `record`: as it is now.
  void look(const SessionRecord& record);

 private:
  void suspend_again(MonitClient& monit, const monitrc::ControlFile& control_file,
                     const std::vector<std::string>& names);
  bool connected(const SessionRecord& record);

  const Settings& settings_;
  const Journal& journal_;
  const std::string session_;
  Host& host_;
  Host::Clock::time_point next_;
  std::int64_t incarnation_;
  std::vector<std::string> taken_back_;  ///< Monitored by somebody else.
  monitrc::ControlFile control_file_;
  std::unique_ptr<MonitClient> monit_;
};

}  // namespace pkgmap
