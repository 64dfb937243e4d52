// The commits of libzypp, one after another. A commit downloads and installs packages.
//
// Suspends the checks when libzypp tells of the commit, which is before the download. Where rpm
// loads our transaction plugin in each transaction of the commit, that plugin suspends the checks
// later, after the download. At the end of the commit, resumes the checks that either plugin has
// suspended. An error becomes a message for `tell`, and the commit goes on. For one thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/plugins/hook/program.hpp"
#include "cli/plugins/zypp/arrivals.hpp"

namespace pkgmap::zypp {

struct Surroundings {
  int manager = 0;           ///< The pid of the process that runs the commit.
  std::string packages;      ///< The directory into which libzypp downloads.
  std::string repositories;  ///< The directory with the files of libzypp's repositories.
  /// Returns whether rpm loads our plugin in each transaction of a commit with these steps; returns
  /// at the given time at the latest.
  std::function<bool(const std::vector<Step>&, hook::Clock::time_point)> rpm_tells_itself;
  std::function<void(const std::vector<std::string>&)> tell;  ///< Takes lines for the log.
};

class Commit {
 public:
  Commit(hook::Program program, Surroundings surroundings);

  /// Returns whether libzypp has yet to download a package of the commit, so that go_on() has work.
  bool awaits_downloads() const { return under_way_ && arrivals_.awaits_any(); }

  // Each of the three functions returns at `until` at the latest.

  /// Takes the body of the frame COMMITBEGIN. A body without packages begins no commit.
  void begin(const std::string& body, hook::Clock::time_point until);
  /// Looks what libzypp has downloaded, and suspends the checks of these packages. The caller calls
  /// the function again and again during the commit.
  void go_on(hook::Clock::time_point until);
  /// Ends the commit, for the frames COMMITEND and PLUGINEND. A second call has no effect.
  void end(hook::Clock::time_point until);

 private:
  void suspend(const std::vector<Step>& steps, hook::Clock::time_point until);
  void tell(const hook::Answer& answer);

  hook::Program program_;
  Surroundings surroundings_;
  Arrivals arrivals_;
  std::size_t lines_left_ = hook::kMostLines;
  bool under_way_ = false;
  bool resumes_ = false;  ///< Something may be suspended, by this plugin or by that of rpm.
};

}  // namespace pkgmap::zypp
