#include "engine/session/acts/reload.hpp"

#include <chrono>

#include "engine/integrity/baselines.hpp"
#include "engine/session/acts/substitutes.hpp"
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

// The file was not there when monit began to compare, and is not there now: nothing can be blessed.
bool never_was_there(const HeldBaseline& held, const Content& content) {
  return held.none && content.state == ContentState::missing;
}

void note(Host& host, const HeldBaseline& held, const Content& content,
          const std::vector<rules::SubstituteCheck>& substitutes, GateAnswer& answer) {
  if (content.state == ContentState::as_packaged) {
    answer.changed.push_back({held.check, held.path, held.digest, content.digest, content.package,
                              content.signature ? name_of(*content.signature) : ""});
  } else if (content.state != ContentState::as_held) {
    if (never_was_there(held, content)) return;
    // The good content may be back, while monit compares with the bad one.
    const rules::SubstituteCheck* substitute = substitute_for(substitutes, held.check, held.path);
    if (!substitute || !is_good_again(host, *substitute, nullptr)) {
      answer.drift.push_back({held.check,
                              held.path,
                              content.state,
                              held.algorithm,
                              held.digest,
                              content.digest,
                              {},
                              content.refusal});
      return;
    }
    answer.changed.push_back({held.check, held.path, held.digest, content.digest, {}});
  }
  answer.verified.push_back({held.check, held.path, held.algorithm, content.digest});
}

bool is_as_held(Host& host, const HeldBaseline& held) {
  const auto content = host.examine(held, nullptr);
  return content && content->state == ContentState::as_held;
}

// The control file may ask for another algorithm since the digest was taken: then the file is what
// the two have in common.
bool shows(Host& host, const status::PageBaseline& page, const HeldBaseline& held) {
  const HeldBaseline shown = baseline_on(page, held.check, held.path);
  if (shown.algorithm == held.algorithm) return shown.digest == held.digest;
  return is_as_held(host, held) && is_as_held(host, shown);
}

}  // namespace

Result<GateAnswer> ask_gate(Host& host, const std::vector<HeldBaseline>& baselines,
                            PackageDatabase* database,
                            const std::vector<rules::SubstituteCheck>& substitutes) {
  GateAnswer answer;
  for (const HeldBaseline& held : baselines) {
    // The package is asked only for what is no longer as monit holds it.
    auto content = host.examine(held, nullptr);
    if (content && content->state != ContentState::as_held) content = host.examine(held, database);
    if (!content) return content.error();
    note(host, held, *content, substitutes, answer);
  }
  return answer;
}

Done reload_and_wait(Host& host, MonitClient& monit, const MonitDaemon& daemon) {
  const auto before = monit.status();
  if (!before) return before.error();
  leave_the_second_of(host, before->incarnation);
  if (auto sent = host.reload(daemon); !sent) return sent.error();
  const auto deadline = host.now() + kReloadBound;
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

std::vector<std::string> unexpected_baselines(Host& host, MonitClient& monit,
                                              const std::vector<HeldBaseline>& verified) {
  std::vector<std::string> unexpected;
  bool answers = true;
  for (const HeldBaseline& held : verified) {
    // Each page that is not answered may cost the whole time-out: the first is enough to know that
    // monit has not been seen to hold what was verified.
    const auto page =
        answers ? monit.baseline(held.check) : Result<std::optional<status::PageBaseline>>(Error{});
    answers = page.ok();
    if (!answers) {
      unexpected.push_back(held.check);
      continue;
    }
    if (*page) {
      if (!shows(host, **page, held)) unexpected.push_back(held.check);
      continue;
    }
    // `if changed checksum` shows no digest on its page: then at least the file is what it was.
    if (!is_as_held(host, held)) unexpected.push_back(held.check);
  }
  return unexpected;
}

}  // namespace pkgmap
