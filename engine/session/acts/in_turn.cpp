#include "engine/session/acts/in_turn.hpp"

#include <chrono>
#include <utility>

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

constexpr int kPauses = 2;
constexpr milliseconds kOnceMoreAfter{300};

// A monit that is started or reads its control file answers a moment later; of one that keeps a
// request waiting nobody can say when it will answer.
Result<status::Status> await_status(Host& host, MonitClient& monit) {
  const auto soon = host.now() + milliseconds(1'000);
  const bool before = monit.be_patient(true);
  auto status = monit.status();
  if (!status && host.now() < soon) {
    host.sleep(kOnceMoreAfter);
    status = monit.status();
  }
  monit.be_patient(before);
  return status;
}

}  // namespace

Result<std::optional<status::Status>> status_in_turn(Host& host, Turn& turn, MonitClient& monit,
                                                     const std::function<bool()>& read_again) {
  const AtOnce at_once(monit);
  auto status = monit.status();
  for (int pauses = 0; !status && pauses < kPauses; ++pauses) {
    auto answer = status;
    auto paused = turn.pause([&] { answer = await_status(host, monit); });
    if (!paused) return paused.error();
    if (read_again && !read_again()) return std::optional<status::Status>{};
    if (!answer) return answer.error();
    status = monit.status();
  }
  if (!status) return status.error();
  return std::optional<status::Status>(std::move(*status));
}

}  // namespace pkgmap
