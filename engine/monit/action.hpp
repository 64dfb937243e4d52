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
  std::vector<std::string> checks;  ///< The checks that the request names.
};

struct ActionPlan {
  std::vector<ActionRequest> requests;
  std::vector<std::string> unsayable;  ///< Checks that cannot be named in a request.
};

struct ActionTerms {
  MonitClient::Verb verb = MonitClient::Verb::unmonitor;
  std::string version;         ///< Of monit. If it cannot be parsed, each check gets a request.
  std::string token;           ///< The same as in the cookie `securitytoken`.
  std::size_t body_limit = 0;  ///< Bytes; see body_limit().
};

/// Where monit takes a request that names several checks.
inline constexpr const char* kGroupPath = "/_doaction";

/// Returns as few requests as the limit allows, the checks in their order. A check that `checks`
/// has twice (ASCII case ignored) is named once. monit acts on exactly the named checks: since 5.28
/// it takes names as extended regular expressions, before as they are.
ActionPlan plan_action(const std::vector<std::string>& checks, const ActionTerms& terms);

/// Returns the request for one check by its own page, whose name is exact in all versions of monit.
/// Returns nullopt if monit cannot be asked that way.
std::optional<ActionRequest> request_alone(const std::string& check, const ActionTerms& terms);

/// Returns the longest body in bytes that a monit with these services accepts: 256, and for each
/// service the length of its name and 9.
std::size_t body_limit(const std::vector<std::string>& services);

/// Writes every byte except A-Z a-z 0-9 . _ - as %XX.
std::string percent_encode(std::string_view text);

/// Whether `GET /<name>` shows the page of this check, and no other page of monit.
bool has_page_of_its_own(const std::string& check);

}  // namespace pkgmap
