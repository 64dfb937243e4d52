#include "engine/queries/verify.hpp"

#include "cli/commands/commands.hpp"
#include "cli/render/verification.hpp"

namespace pkgmap::cli {

int run_verify(const Options& options, const Screen& screen) {
  const auto verification = verify(options.settings, options.against);
  if (!verification) return screen.fail(verification.error());
  if (screen.json()) {
    screen.object(verification_json(*verification));
  } else {
    for (const std::string& note : verification->notes) screen.note(note);
    screen.data(verification_text(*verification, screen.style()));
  }
  return verification->drifted() ? exit_status(ErrorCode::drift) : 0;
}

}  // namespace pkgmap::cli
