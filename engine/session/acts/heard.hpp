// The word of an administrator who switches a check off once more while a session has it off: only
// monit's log has a trace of it.
//
// Whoever asks monit notes which lines of the log are its own. No function fails: if the log cannot
// be read, or the text of our own requests is missing, no word is heard. The callers hold the lock.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/journal.hpp"
#include "engine/journal/own_requests.hpp"
#include "engine/session/host/host.hpp"
#include "rules/said_off.hpp"

namespace pkgmap {

inline constexpr const char* kSaidOff =
    "monit's log says that somebody unmonitored it while it was suspended: it stays off";

/// Before a session asks monit. `log`: the path of monit's log. `others`: the sessions of the same
/// monit, with the record of this one if somebody joins it. For the checks that were suspended
/// before, the session listens from where it listened, or a session of `dead` did that it takes
/// over; for all others from now on.
void begin_to_listen(const std::string& log, const SessionRecord& record,
                     const std::vector<SessionRecord>& others,
                     const std::vector<SessionRecord>& dead, const Journal& journal, Host& host);

/// What monit writes into its log while the object lives is a request of ours.
class OwnRequest {
 public:
  /// `journal` null: nobody listens.
  OwnRequest(const Journal* journal, Host& host);
  OwnRequest(const OwnRequest&) = delete;
  OwnRequest& operator=(const OwnRequest&) = delete;
  /// If monit has answered, it has written its lines by then; else they may come later.
  void end(bool answered);
  ~OwnRequest() = default;

 private:
  void forget();

  const Journal* journal_;
  Host& host_;
  std::optional<OwnRequests> requests_;
};

/// What the log says about the checks of the session since the session began. `checks`: the names
/// of all checks of monit.
rules::SaidOff heard(const SessionRecord& record, const std::vector<std::string>& checks,
                     const Journal& journal, Host& host);

}  // namespace pkgmap
