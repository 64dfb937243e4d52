// Talks to the running monit through its own HTTP server, never through its command line
// (which exits 0 while the daemon is down).
//
// One request a connection, every one bounded by `timeout`. Who answers is identified on every
// connection before anything is sent over it, and every status is compared with what the host says
// of monit: what is not monit's is an Error. Not thread-safe.
// Credentials come from the control file and appear in no error message.
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

  /// The baseline that monit holds for `if failed checksum` of a check, from its page; works while
  /// it is unmonitored, too. Nothing inside when the check has none.
  virtual Result<std::optional<status::PageBaseline>> baseline(const std::string& check) = 0;

  enum class Verb { monitor, unmonitor };
  /// Asks for an action on all named checks, in one request wherever that can be said exactly
  /// (monit(1),
  /// "_doaction"): one request costs one cycle of all checks. Asynchronous: success means that
  /// monit took it. `version` is status().version and decides how names are written.
  virtual Done act(Verb verb, const std::vector<std::string>& checks,
                   const std::string& version) = 0;

  /// Whether it would take an action; asks for none, and wakes nobody.
  virtual Done may_act() = 0;

  /// The monit that answered last. Returns nullopt if none did.
  virtual std::optional<Peer> peer() = 0;

  /// Who answered in monit's place the last time that somebody was asked. Returns nullopt if it was
  /// monit, or nobody.
  virtual std::optional<Error> impostor() { return std::nullopt; }
};

struct ClientOptions {
  rules::OnUnknownPeer unknown_peer = rules::OnUnknownPeer::refuse;
  std::chrono::milliseconds timeout{5000};
  std::string root = "/";  ///< Stands before the path of the unix socket.
  int tries = 3;           ///< monit's server is away for a moment while it reads its control file.
  /// For tests whose monit is none. Empty: identify.hpp.
  IdentifyPeer identify{};
};

/// Prefers the unix socket unless it is read-only. ErrorCode::monit with the two lines of control
/// file that would mend it when there is no httpd, no `allow`, or only read-only access.
Result<std::unique_ptr<MonitClient>> connect_monit(const monitrc::ControlFile& control_file,
                                                   const ClientOptions& options = {});

/// A service name as a value of `service=` that matches exactly that name: escaped for monit's
/// extended regular expressions since 5.28, literal before.
std::string service_pattern(const std::string& name, const std::string& version);

}  // namespace pkgmap
