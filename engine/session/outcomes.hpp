// What came of suspending and of resuming: values, for whoever says or logs it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/system/result.hpp"
#include "rules/judge/judge.hpp"

namespace pkgmap {

struct SuspendOutcome {
  std::optional<std::string> session;  ///< None: nothing was suspended.
  std::size_t checks = 0;              ///< In the control file, the implied one included.
  std::vector<std::string> suspended;
  std::vector<std::string> not_suspended;  ///< Planned, but monit did not get to it in time.
  std::vector<std::string> packages;       ///< NEVRAs that the suspended checks belong to.
  std::vector<std::string> notes;          ///< What people should know, a sentence each.
  std::optional<Error>
      trouble;  ///< Went wrong after something had been suspended; the session stands.
  bool stopped_monit = false;  ///< monit could not be asked and does not run now.
  bool refused = false;        ///< The policy wants the transaction not to begin.
};

struct Drift {
  std::string check;
  std::string path;
  rules::Standing standing = rules::Standing::changed;
  std::string reason{};      ///< A clause for people.
  std::string substitute{};  ///< The substitute check; empty: none.
};

/// A check that was monitored and is not resumed, with the reason.
struct NotResumed {
  std::string name;
  std::string reason;
};

struct ResumeOutcome {
  std::string session;
  bool finished = true;              ///< False: the rest is left to the guard.
  std::vector<std::string> resumed;  ///< By this call.
  std::vector<std::string> pending;  ///< Left to the guard, or to another session.
  std::vector<NotResumed> kept;
  std::vector<NewBaseline> baselines;
  std::vector<Drift> drift;
  std::vector<std::string> substitutes_ended;  ///< Paths whose substitute check has ended.
  bool reloaded = false;
  std::string not_reloaded;  ///< Why a reload that was due could not come; empty: it came, or none
                             ///< was due.
  bool started_monit = false;  ///< It had been stopped for the transaction.
  /// The checks are as said, but the journal could not be brought up to date; the guard tries
  /// again.
  std::optional<Error> trouble;
  std::vector<std::string> packages;  ///< NEVRAs of the session.
  double seconds = 0;                 ///< Since the session began.
};

}  // namespace pkgmap
