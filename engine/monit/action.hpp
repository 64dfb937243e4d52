// Writes `monitor` and `unmonitor` as requests to monit's HTTP server.
//
// Pure: sends no request.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/monit/client.hpp"

namespace pkgmap {

/// One POST request.
struct ActionRequest {
  std::string path;  ///< Percent-encoded.
  std::string body;
  CheckNames checks;  ///< The checks that the request names.
};

/// The requests for an action on several checks.
struct ActionPlan {
  std::vector<ActionRequest> requests;
  CheckNames unsayable;  ///< Checks whose names no request can express.
};

/// What decides about the form of the requests.
struct ActionTerms {
  MonitClient::Verb verb = MonitClient::Verb::unmonitor;
  std::string version;         ///< Of monit. If unparsable, each check gets a request of its own.
  std::string token;           ///< Any value. The caller sends the cookie `securitytoken` with it.
  std::size_t body_limit = 0;  ///< What body_limit() returns, in bytes.
};

/// The path of monit's server for a request that names several checks.
inline constexpr const char* kGroupPath = "/_doaction";

/// Returns as few requests as ActionTerms::body_limit allows, with each check once (ASCII case
/// ignored). The names are written so that monit acts on exactly these checks: since 5.28 monit
/// takes them as extended regular expressions, earlier versions as plain names.
ActionPlan plan_action(const CheckNames& checks, const ActionTerms& terms);

/// Returns the request to the page of one check; all versions of monit take the name of the page
/// literally. Returns nullopt if the name of the check is empty, is too long, or is that of another
/// page which takes POST requests.
std::optional<ActionRequest> request_alone(const std::string& check, const ActionTerms& terms);

/// Returns the length in bytes of the longest body that a monit with services of these names
/// accepts: 256, plus the length of each name, plus 9 for each.
std::size_t body_limit(const CheckNames& services);

/// Returns the text with every byte except A-Z a-z 0-9 . _ - written as %XX.
std::string percent_encode(std::string_view text);

/// Returns whether `GET /<name>` shows the page of this check and not another page of monit.
bool has_page_of_its_own(const std::string& check);

}  // namespace pkgmap
