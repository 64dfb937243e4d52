#include "engine/session/acts/reload.hpp"

#include <chrono>

#include "engine/system/step.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

// A reload breaks the loop after the check in progress, which may wait for a start program or a
// dead host.
constexpr milliseconds kReloadBound{60'000};

// Two readings within one second have the same <incarnation> and could not be told apart. A clock
// that was set back is not waited for: then the two differ anyway.
void leave_the_second_of(Host& host, std::int64_t incarnation) {
  const auto deadline = host.now() + milliseconds(1'500);
  while (host.wall_usec() / 1'000'000 <= incarnation && host.now() < deadline) {
    host.sleep(milliseconds(20));
  }
}

Error lost_to(const Error& impostor) {
  return {ErrorCode::monit,
          "monit read its control file again, and has lost its port meanwhile: " + impostor.message,
          impostor.hint};
}

}  // namespace

Done reload_and_wait(Host& host, MonitClient& monit, const MonitDaemon& daemon,
                     milliseconds reading) {
  const auto before = monit.status();
  if (!before) return before.error();
  leave_the_second_of(host, before->incarnation);
  if (auto sent = host.reload(daemon); !sent) return sent.error();
  const auto deadline = host.now() + kReloadBound + reading;
  const UntoldSteps one_step;
  while (host.now() < deadline) {
    host.sleep(milliseconds(40));
    // Its server is away while it reads: no answer is no failure here.
    const auto now = monit.status();
    if (now && now->incarnation != before->incarnation) return done();
    // monit tries to open its port once, when it has read its control file.
    if (const auto impostor = monit.impostor()) return lost_to(*impostor);
  }
  return Error{ErrorCode::monit, "monit did not come back from reading its control file again",
               "'monit status' and its log say whether it still runs"};
}

}  // namespace pkgmap
