// One commit of libzypp, as its plugin sees it.
//
// It is suspended before the first package, as late as libzypp lets us know: when the transaction
// plugin of rpm is there it comes later, after the download, and suspends by itself. At the end of
// the commit what either of them suspended is resumed. One thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/plugins/hook/program.hpp"
#include "cli/plugins/zypp/arrivals.hpp"

namespace pkgmap::zypp {

struct Surroundings {
  int manager = 0;                         ///< The process that runs the commit.
  std::string packages;                    ///< Where libzypp puts what it downloads.
  std::function<bool()> rpm_tells_itself;  ///< Whether rpm's own plugin is going to be loaded.
  std::function<void(const std::vector<std::string>&)> tell;  ///< Lines for its log.
};

class Commit {
 public:
  Commit(hook::Program program, Surroundings surroundings);

  /// COMMITBEGIN with its body.
  void begin(const std::string& body);
  /// While the commit goes on and nobody asks anything: looks what has been downloaded.
  void go_on();
  bool awaits_downloads() const { return under_way_ && arrivals_.awaits_any(); }
  /// COMMITEND, or what comes in its place; a second call does nothing.
  void end();

 private:
  void suspend(const std::vector<Step>& steps);
  void tell(const hook::Answer& answer);

  hook::Program program_;
  Surroundings surroundings_;
  Arrivals arrivals_;
  std::size_t lines_left_ = hook::kMostLines;
  bool under_way_ = false;
};

}  // namespace pkgmap::zypp
