// How an action on checks is written for monit's HTTP server.
//
// Values only: nothing is sent here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/monit/client.hpp"

namespace pkgmap {

/// One POST.
struct ActionRequest {
  std::string path;  ///< Percent-encoded.
  std::string body;
  std::vector<std::string> checks;  ///< Whom it acts on.
};

struct ActionPlan {
  std::vector<ActionRequest> requests;
  std::vector<std::string> unsayable;  ///< Checks that no request can name.
};

struct ActionTerms {
  MonitClient::Verb verb = MonitClient::Verb::unmonitor;
  std::string version;         ///< Of monit. Not readable: every check gets its own request.
  std::string token;           ///< The same as in the cookie `securitytoken`.
  std::size_t body_limit = 0;  ///< Bytes; see body_limit().
};

/// As few requests as the limit allows, the checks in their order; one that is named twice (ASCII
/// case ignored) is asked once.
ActionPlan plan_action(const std::vector<std::string>& checks, const ActionTerms& terms);

/// The longest body that monit accepts when it has these services: 256 bytes, and for each its name
/// and 9 more.
std::size_t body_limit(const std::vector<std::string>& services);

/// Everything but A-Z a-z 0-9 . _ - as %XX.
std::string percent_encode(std::string_view text);

/// Whether `GET /<name>` shows the page of this check, and no other page of monit.
bool has_page_of_its_own(const std::string& check);

}  // namespace pkgmap
