#include "engine/facts/present_status.hpp"

#include <chrono>
#include <utility>

#include "engine/monit/client.hpp"

namespace pkgmap {

std::optional<status::Status> present_status(const Settings& settings,
                                             const monitrc::ControlFile& control_file) {
  ClientOptions at_once{settings.policy.unknown_peer};
  at_once.timeout = std::chrono::seconds(1);
  at_once.tries = 1;
  const auto monit = connect_monit(control_file, at_once);
  if (!monit) return std::nullopt;
  auto status = (*monit)->status();
  return status ? std::optional(*std::move(status)) : std::nullopt;
}

}  // namespace pkgmap
