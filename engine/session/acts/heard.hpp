// Reads from monit's log whether an administrator switched a check off once more while a session
// had it off. monit's status does not show such a request; only the log has a trace of it.
//
// Each process that asks monit notes which lines of the log are about its own requests
// (engine/journal/own_requests.hpp); every other request is somebody else's. A session listens from
// a byte of the log on: only a request behind this byte counts for the session. No function fails:
// if the log cannot be read, or the text of our own requests is missing, heard() returns no check.
// The caller holds the lock of the journal. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/journal.hpp"
#include "engine/journal/own_requests.hpp"
#include "engine/session/host/host.hpp"
#include "rules/said_off.hpp"

namespace pkgmap {

/// The reason of a check that stays off because of such a request.
inline constexpr const char* kSaidOff =
    "monit's log says that somebody unmonitored it while it was suspended: it stays off";

/// Notes from which byte of monit's log on the session of `record` listens. A suspend calls this
/// function before its first request to monit. `log`: the path of monit's log. `others`: the other
/// sessions of the same monit; if a hook joins the session of `record`, also the record of this
/// session from before. `dead`: the dead sessions that this session takes over.
///
/// Notes a byte for each check of `record`. If a session of `others` or `dead` has the check
/// already, takes the byte from which that session listens for the check; of several such bytes the
/// last. For any other check takes the present end of the log. Writes no note if the log cannot be
/// read.
void begin_to_listen(const std::string& log, const SessionRecord& record,
                     const std::vector<SessionRecord>& others,
                     const std::vector<SessionRecord>& dead, const Journal& journal, Host& host);

/// Notes one request of ours: what monit writes into its log between the constructor and end() is
/// about our request. Without end(true) the stretch of the log stays open until the next request of
/// ours begins. heard() counts no request in an open stretch, not even one of an administrator.
class OwnRequest {
 public:
  /// The journal and the host must outlive the object. If `journal` is null, the object does
  /// nothing.
  OwnRequest(const Journal* journal, Host& host);
  OwnRequest(const OwnRequest&) = delete;
  OwnRequest& operator=(const OwnRequest&) = delete;
  /// The caller calls end() when the request is over. `answered`: monit has answered, so it has
  /// written its lines by now; else the lines may come later, and the stretch stays open.
  void end(bool answered);
  ~OwnRequest() = default;

 private:
  void forget();

  const Journal* journal_;
  Host& host_;
  std::optional<OwnRequests> requests_;
};

/// Returns the checks of the session that somebody unmonitored since the session suspended them, as
/// the log says. `checks`: the names of all checks that monit has.
rules::SaidOff heard(const SessionRecord& record, const CheckNames& checks, const Journal& journal,
                     Host& host);

}  // namespace pkgmap
