// Asks the running monit for its status and baselines, and requests actions, over monit's HTTP
// server. The command line of monit does not serve for this: it exits with 0 even if the daemon
// does not run.
//
// Each request has its own connection and ends within ClientOptions::timeout. Before the client
// sends a byte, it identifies the process at the other end of the connection (identify.hpp). The
// client accepts a status only from the monit whose control file was read (status_identity.hpp).
// Every Error has ErrorCode::monit. Credentials come from the control file and are in no error
// message. Not thread-safe.
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

  /// Asks for monit's present status.
  virtual Result<status::Status> status() = 0;

  /// Returns the baseline of the checksum test of a check, also of a check that is off. The
  /// baseline comes from monit's page of this check. Returns nullopt if the page shows no baseline.
  virtual Result<std::optional<Digest>> baseline(const std::string& check) = 0;

  /// Returns the names of the direct prerequisites of a check, as monit has read its control file;
  /// may be empty. They come from monit's page of the check.
  virtual Result<std::vector<std::string>> prerequisites(const std::string& check) = 0;

  /// Makes the client patient or impatient, and returns whether it was patient before; a new client
  /// is patient. A patient client repeats a request that finds no server, and waits as long as
  /// ClientOptions::timeout. An impatient client makes each request once and waits two seconds at
  /// most; it suits a caller that holds a lock.
  virtual bool be_patient(bool /*patient*/) { return true; }

  enum class Verb { monitor, unmonitor };
  /// Requests an action on all named checks, in one request if one request can name exactly these
  /// checks, since each request makes monit begin a cycle. Asynchronous: success means that monit
  /// has accepted the requests. `version` is Status::version, which decides how requests write
  /// names. If the request for one check fails, the function still makes the other requests, and
  /// returns an Error.
  virtual Done act(Verb verb, const std::vector<std::string>& checks,
                   const std::string& version) = 0;

  /// Returns an Error if monit would refuse a request for an action, as for a wrong password.
  /// Changes no check and starts no cycle.
  virtual Done may_act() = 0;

  /// Returns the monit that answered last. If no monit has answered yet, asks for a status first.
  /// Returns nullopt if no monit answers, or if the status is that of another monit.
  virtual std::optional<Peer> peer() = 0;

  /// Returns an Error that says which other process accepted the connection of the last request in
  /// place of monit. Returns nullopt if monit did, or if no process did.
  virtual std::optional<Error> impostor() { return std::nullopt; }

  /// Returns whether no process accepted the connection of the last request, because monit does not
  /// run or has not opened its server yet.
  virtual bool nobody_listens() { return false; }
};

/// How a client asks.
struct ClientOptions {
  rules::OnUnknownPeer unknown_peer = rules::OnUnknownPeer::refuse;
  std::chrono::milliseconds timeout{5000};
  std::string root = "/";  ///< Put before the path of the unix socket.
  int tries = 3;           ///< Connections for a request: monit's server is away during a reload.
  /// Empty: the function of identify.hpp. Only tests, in which a fake monit answers, have another
  /// one.
  IdentifyPeer identify{};
};

/// Makes a client for the monit of this control file; sends no request yet. Prefers the unix socket
/// unless it is read-only. Returns an Error if the control file has no `set httpd`, no `allow`, or
/// only read-only access; its hint has the lines to add to the control file.
Result<std::unique_ptr<MonitClient>> connect_monit(const monitrc::ControlFile& control_file,
                                                   const ClientOptions& options = {});

}  // namespace pkgmap
