// Suspends and resumes the checks for the commits of libzypp, one commit after another. In a commit
// libzypp downloads and installs packages, in one or more transactions of rpm.
//
// Two plugins can suspend the checks:
// - If rpm loads our transaction plugin (cli/plugins/rpm) in every transaction of the commit, the
//   plugin of rpm suspends the checks, after the download, at the beginning of each transaction.
// - Otherwise this class suspends the checks. At the beginning of the commit it suspends the checks
//   that are known to belong to the packages. A downloaded file may show that further checks belong
//   to its package; this class suspends them during the download.
//
// At the end of the commit this class resumes the checks in both cases.
//
// An error becomes lines for Surroundings::tell, and the commit goes on. For one thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/plugins/hook/program.hpp"
#include "cli/plugins/zypp/arrivals.hpp"

namespace pkgmap::zypp {

/// What a Commit must know of its process and of libzypp. Paths are absolute.
struct Surroundings {
  int manager = 0;           ///< The pid of the process that runs the commit.
  std::string packages;      ///< The directory into which libzypp downloads.
  std::string repositories;  ///< The directory with the files of libzypp's repositories.
  /// Returns whether rpm loads our transaction plugin in every transaction of a commit with these
  /// steps, so that the plugin of rpm suspends the checks. Returns at the given time at the latest.
  std::function<bool(const std::vector<Step>&, hook::Clock::time_point)> is_left_to_rpm;
  std::function<void(const std::vector<std::string>&)> tell;  ///< Writes lines to the log.
};

class Commit {
 public:
  Commit(hook::Program program, Surroundings surroundings);

  /// Returns whether a commit is under way in which this class still awaits the file of an incoming
  /// package. As long as this is true, the caller calls go_on() again and again.
  bool awaits_downloads() const { return under_way_ && arrivals_.awaits_any(); }

  // begin(), go_on() and end() return at `until` at the latest. They kill a suspend that has not
  // ended by then, and the guard (the process of monit-pkgmap that watches libzypp) resumes the
  // checks that this suspend has suspended. A resume that has not ended by then runs on by itself.

  /// Begins a commit; `body` is that of libzypp's frame COMMITBEGIN. Suspends the checks that
  /// belong to its packages unless Surroundings::is_left_to_rpm returns true. A body without
  /// packages begins no commit.
  ///
  /// If an earlier commit is still under way, begin() ends it without resuming its checks, even if
  /// `body` has no packages. The next end() resumes the checks of both commits. If the new commit
  /// suspends no check, or if there is no new commit, the guard resumes the checks of the earlier
  /// commit when libzypp has ended.
  void begin(const std::string& body, hook::Clock::time_point until);
  /// Searches the files that libzypp has downloaded since the last call, and suspends the checks
  /// that belong to these packages and are not suspended yet. Has no effect if awaits_downloads()
  /// is false.
  void go_on(hook::Clock::time_point until);
  /// Ends the commit, and resumes all checks that hooks have suspended for this libzypp. The caller
  /// calls this function for the frames COMMITEND and PLUGINEND. Has no effect if no commit is
  /// under way.
  void end(hook::Clock::time_point until);

 private:
  void suspend(const std::vector<Step>& steps, hook::Clock::time_point until);
  void tell(const hook::Answer& answer);

  hook::Program program_;
  Surroundings surroundings_;
  Arrivals arrivals_;
  std::size_t lines_left_ = hook::kMostLines;
  bool under_way_ = false;
  bool resumes_ = false;  ///< Checks may be suspended, by this plugin or by rpm's.
};

}  // namespace pkgmap::zypp
