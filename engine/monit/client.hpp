// Asks the running monit for its status, its baselines and its actions, over monit's HTTP server.
// The command line of monit would not do: it exits with 0 while the daemon is down.
//
// Each request has its own connection and ends within `timeout`. Before the client sends a byte, it
// identifies the process at the other end of the connection (identify.hpp); it accepts a status
// only from the monit whose control file was read (status_identity.hpp). All failures are of
// ErrorCode::monit. Credentials come from the control file and are in no error message. Not
// thread-safe.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/monit/peer.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"
#include "rules/policy/policy.hpp"

namespace pkgmap {

class MonitClient {
 public:
  virtual ~MonitClient() = default;

  virtual Result<status::Status> status() = 0;

  /// Returns the baseline of the checksum test of a check, from monit's page of this check; also
  /// while the check is off. Returns nullopt if the page shows no baseline.
  virtual Result<std::optional<status::PageBaseline>> baseline(const std::string& check) = 0;

  /// Returns the checks that a check depends on directly as monit has read its control file, from
  /// monit's page of the check; may be empty.
  virtual Result<std::vector<std::string>> prerequisites(const std::string& check) = 0;

  /// A patient client repeats a request that finds no server, and waits for the whole time limit.
  /// An impatient client makes each request once and waits two seconds at most, for a caller that
  /// keeps others from acting. A new client is patient. Returns whether the client was patient
  /// before.
  virtual bool be_patient(bool /*patient*/) { return true; }

  enum class Verb { monitor, unmonitor };
  /// Asks for an action on all named checks, in one request if one request can name exactly them:
  /// each request costs one cycle of all checks. Asynchronous: success means that monit accepted
  /// the request. `version` is status().version and decides how names are written. Acts on the
  /// other checks even if it fails for one.
  virtual Done act(Verb verb, const std::vector<std::string>& checks,
                   const std::string& version) = 0;

  /// Fails if monit would refuse an action of ours. Changes no check and starts no cycle.
  virtual Done may_act() = 0;

  /// Returns the monit that answered last, and asks for a status if none has answered yet. Returns
  /// nullopt if none answers, or if its status is that of another monit.
  virtual std::optional<Peer> peer() = 0;

  /// Returns which process answered the last request in place of monit. Returns nullopt if monit
  /// answered, or no process did.
  virtual std::optional<Error> impostor() { return std::nullopt; }

  /// Whether no process accepted the connection of the last request: monit does not run, or has
  /// not opened its server yet.
  virtual bool nobody_listens() { return false; }
};

struct ClientOptions {
  rules::OnUnknownPeer unknown_peer = rules::OnUnknownPeer::refuse;
  std::chrono::milliseconds timeout{5000};
  std::string root = "/";  ///< Stands before the path of the unix socket.
  int tries = 3;           ///< While monit reads its control file, no server listens for a moment.
  /// For tests in which a fake answers in place of monit. Empty: identify.hpp.
  IdentifyPeer identify{};
};

/// Makes a client; sends no request yet. Prefers the unix socket unless it is read-only. Fails if
/// the control file has no httpd, no `allow`, or only read-only access, with the lines that mend
/// the control file as hint.
Result<std::unique_ptr<MonitClient>> connect_monit(const monitrc::ControlFile& control_file,
                                                   const ClientOptions& options = {});

}  // namespace pkgmap
