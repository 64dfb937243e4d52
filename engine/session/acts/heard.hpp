// Reads from monit's log whether an administrator unmonitored a check once more while a session had
// it off. monit's status does not show such a request; only the log has a trace of it.
//
// Each process that asks monit notes which lines of the log are about its own requests
// (engine/journal/own_requests.hpp); every other request is somebody else's. For each check of a
// session, an offset in the log is noted, too: only a request after this offset counts for the
// session.
//
// No function fails. heard() returns no check if the log cannot be read, or was replaced or cut
// off, or if the notes are missing. The caller holds the lock of the journal. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/journal.hpp"
#include "engine/journal/own_requests.hpp"
#include "engine/session/host/host.hpp"
#include "rules/said_off.hpp"

namespace pkgmap {

/// The reason of a check that stays off because an administrator unmonitored it.
inline constexpr const char* kSaidOff =
    "monit's log says that somebody unmonitored it while it was suspended: it stays off";

/// Notes from which offset of monit's log on requests count for the session of `record`. A suspend
/// calls this function before its first request to monit. `log`: the path of monit's log. `others`:
/// the other sessions of the same monit; if a hook joins the session of `record`, also the record
/// of this session from before. `dead`: the dead sessions that this session takes over.
///
/// Notes an offset for each check of `record`. If sessions of `others` or `dead` have the check
/// already, takes the largest of the offsets that are noted for the check in these sessions. For
/// any other check takes the present end of the log. Writes no note if the log cannot be read.
void begin_to_listen(const std::string& log, const SessionRecord& record,
                     const std::vector<SessionRecord>& others,
                     const std::vector<SessionRecord>& dead, const Journal& journal, Host& host);

/// Notes one request of this program: what monit writes into its log between the constructor and
/// end() is about this request. Without end(true) the noted stretch of the log stays open until the
/// next request of this program begins. heard() counts no request in an open stretch, not even one
/// of an administrator.
class OwnRequest {
 public:
  /// The journal and the host must outlive the object. If `journal` is null, the object has no
  /// effect.
  OwnRequest(const Journal* journal, Host& host);
  OwnRequest(const OwnRequest&) = delete;
  OwnRequest& operator=(const OwnRequest&) = delete;
  /// To be called once, when the request is over. `answered`: true if monit has answered, and so
  /// has written its lines by now. With false the lines may come later, and the stretch stays open.
  void end(bool answered);
  ~OwnRequest() = default;

 private:
  void forget();

  const Journal* journal_;
  Host& host_;
  std::optional<OwnRequests> requests_;
};

/// Returns the checks of the session that somebody else unmonitored since the session suspended
/// them, as the log says. `checks`: the names of all checks that monit has.
rules::SaidOff heard(const SessionRecord& record, const CheckNames& checks, const Journal& journal,
                     Host& host);

}  // namespace pkgmap
