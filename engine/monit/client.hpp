// Asks the running monit for its status and baselines, and requests actions, over monit's HTTP
// server. (The command line of monit exits with 0 even if the daemon does not run.)
//
// Each try of a request has its own connection and ends within ClientOptions::timeout. Before the
// client sends a byte, it identifies the process at the other end of the connection (identify.hpp).
// The client accepts a status only from the monit whose control file was read
// (status_identity.hpp). Every Error has ErrorCode::monit. Credentials come from the control file
// and are in no error message. Not thread-safe.
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

  /// Asks for monit's present status. An Error if monit does not answer or refuses the request, or
  /// if another monit or another program answers.
  virtual Result<status::Status> status() = 0;

  /// Returns the baseline of the checksum test of a check from monit's page of the check, which
  /// also shows the baseline of a check that is off. Returns nullopt if the page shows no baseline.
  /// An Error if monit does not answer or refuses the request, does not have the check, or has no
  /// page for its name.
  virtual Result<std::optional<Digest>> baseline(const std::string& check) = 0;

  /// Returns the names of the direct prerequisites of a check from monit's page of the check, as in
  /// the control file that monit read last; may be empty. Fails as baseline() does.
  virtual Result<CheckNames> prerequisites(const std::string& check) = 0;

  /// Makes the client patient or impatient, and returns whether it was patient before; a new client
  /// is patient. A patient client makes up to ClientOptions::tries tries, and waits for each answer
  /// as long as ClientOptions::timeout. An impatient client makes each request once, and waits for
  /// the answer two seconds at most; this suits a caller that holds a lock.
  virtual bool be_patient(bool /*patient*/) { return true; }

  enum class Verb { monitor, unmonitor };
  /// Requests an action on all named checks, in as few requests as can name exactly these checks,
  /// since each request makes monit begin a cycle. Without names it makes no request and succeeds.
  /// Asynchronous: success means that monit has accepted the requests, not that it has acted.
  /// `version` is Status::version, which decides how requests write names. If monit does not have
  /// one of the checks, or refuses the request for one check, the function makes the requests for
  /// all other checks, and then returns an Error.
  virtual Done act(Verb verb, const CheckNames& checks, const std::string& version) = 0;

  /// Returns an Error if monit does not answer, or would refuse a request for an action, as for a
  /// wrong password. Changes no check and starts no cycle.
  virtual Done may_act() = 0;

  /// Returns the monit that answered last, though it may have ended since. If no monit has answered
  /// yet, asks for a status first. Returns nullopt if no monit answers, or if the status is that of
  /// another monit.
  virtual std::optional<Peer> peer() = 0;

  /// Returns an Error that says which other process accepted the connection of the last request in
  /// place of monit. Returns nullopt if monit did, or if no process did.
  virtual std::optional<Error> impostor() { return std::nullopt; }

  /// Returns whether monit refused the user or the password of the last request.
  virtual bool refuses_login() { return false; }

  /// Returns whether no process accepted the connection of the last request, or a process closed
  /// the connection at once, because monit does not run or has not opened its server yet. If monit
  /// has several addresses, the first one decides.
  virtual bool nobody_listens() { return false; }
};

/// How a client asks.
struct ClientOptions {
  /// What the client does if a process of root answers that is not monit itself (identify.hpp).
  rules::OnUnknownPeer unknown_peer = rules::OnUnknownPeer::refuse;
  std::chrono::milliseconds timeout{5000};  ///< How long one try of a request may take.
  /// Put before the paths of the unix socket, the certificate and the files of passwords.
  std::string root = "/";
  /// How often the client tries a request that finds no server or whose TLS handshake breaks off,
  /// and a GET request whose answer breaks off: monit closes its server during a reload.
  int tries = 3;
  /// Empty: the function of identify.hpp. Only tests, in which a fake monit answers, set another
  /// function.
  IdentifyPeer identify{};
};

/// Makes a client for the monit of this control file; sends no request. The client keeps no
/// reference to the arguments. If monit has a unix socket and a TCP port, the client asks by TCP
/// only if nobody listens on the socket. Fails as choose_endpoints() (endpoint.hpp) does, and if
/// the client needs the module of TLS and cannot load it.
Result<std::unique_ptr<MonitClient>> connect_monit(const monitrc::ControlFile& control_file,
                                                   const ClientOptions& options = {});

}  // namespace pkgmap
