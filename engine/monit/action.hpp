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
  std::string path;  ///< Percent-encoded, with the slash at its beginning.
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
  std::size_t body_limit = 0;  ///< In bytes; body_limit() of the names of all checks of monit.
};

/// The path of monit's server for a request that names its checks in the body.
inline constexpr const char* kGroupPath = "/_doaction";

/// Returns as few requests as ActionTerms::body_limit allows; they name each check once (ASCII case
/// ignored). The requests make monit act on exactly these checks: since 5.28 monit takes a name as
/// an extended regular expression, earlier versions take it literally.
ActionPlan plan_action(const CheckNames& checks, const ActionTerms& terms);

/// Returns a request that names one check by its page; all versions of monit take the name of a
/// page literally. Returns nullopt if the name of the check is empty or too long, or if monit has a
/// page of its own with this name that takes POST requests ("_status").
std::optional<ActionRequest> request_alone(const std::string& check, const ActionTerms& terms);

/// Returns the length in bytes of the longest body that a monit with services of these names
/// accepts: 256, plus the length of each name, plus 9 for each.
std::size_t body_limit(const CheckNames& services);

/// Returns the text with every byte except A-Z a-z 0-9 . _ - written as %XX.
std::string percent_encode(std::string_view text);

/// Returns whether `GET /NAME` shows the page of the check with this name. False for an empty or
/// too long name, a name with a '?', and the name of a page of monit itself.
bool has_page_of_its_own(const std::string& check);

}  // namespace pkgmap
