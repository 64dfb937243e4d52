#include "engine/session/acts/reload.hpp"

#include <chrono>

#include "engine/system/step.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

// On a reload, monit first ends the check in progress, which may wait for a start program or for a
// host that does not answer.
constexpr milliseconds kReloadBound{60'000};

// Waits until the clock has left the second of the last reading: two readings within one second
// have the same <incarnation>. If somebody set the clock back, the two differ anyway, so the wait
// has a bound.
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

Result<std::int64_t> begin_reload(Host& host, MonitClient& monit, const MonitDaemon& daemon) {
  const auto before = monit.status();
  if (!before) return before.error();
  leave_the_second_of(host, before->incarnation);
  if (auto sent = host.reload(daemon); !sent) return sent.error();
  return before->incarnation;
}

Done await_reload(Host& host, MonitClient& monit, std::int64_t before, milliseconds reading) {
  const auto deadline = host.now() + kReloadBound + reading;
  const UntoldSteps one_step;
  while (host.now() < deadline) {
    host.sleep(milliseconds(40));
    // The server does not answer while monit reads its control file, so a missing answer is no
    // failure.
    const auto now = monit.status();
    if (now && now->incarnation != before) return done();
    // monit tries once to open its port, after it has read its control file.
    if (const auto impostor = monit.impostor()) return lost_to(*impostor);
  }
  return Error{ErrorCode::monit, "monit did not come back from reading its control file again",
               "'monit status' and its log say whether it still runs"};
}

Done reload_and_wait(Host& host, MonitClient& monit, const MonitDaemon& daemon,
                     milliseconds reading) {
  const auto before = begin_reload(host, monit, daemon);
  return before ? await_reload(host, monit, *before, reading) : Done(before.error());
}

}  // namespace pkgmap
