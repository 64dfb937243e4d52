#include "cli/plugins/dnf5/action.hpp"

#include <signal.h>
#include <unistd.h>

#include <exception>

#include "cli/plugins/dnf5/json_mode.hpp"
#include "engine/system/process/after_fork.hpp"

namespace pkgmap::dnf5 {
namespace {

// dnf 5 and the action share a process group, so a signal that ends dnf 5 reaches the action, too.
// The action ignores it: it must complete the suspension, and resume it once it sees that dnf 5 is
// gone.
void outlive_dnf() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) ::signal(number, SIG_IGN);
  close_from(STDERR_FILENO + 1);
  // The working directory may lie on a file system that somebody wants to unmount.
  static_cast<void>(::chdir("/"));
}

Done obey(const std::string& kind, const std::vector<std::string>& words, const Hook& hook,
          const std::string& spool) {
  if (kind == "json-before" || kind == "json-after") {
    Dialogue dnf(STDIN_FILENO, STDOUT_FILENO);
    kind == "json-before" ? before_in_json(dnf, hook) : after_in_json(dnf, hook);
    return done();
  }
  if (kind == "plain-begin") return begin_in_plain(words, spool);
  if (kind == "plain-package") return add_package_in_plain(words, spool);
  if (kind == "plain-before") return before_in_plain(words, spool, hook);
  if (kind == "plain-after") {
    after_in_plain(words, hook);
    return done();
  }
  return Error{ErrorCode::usage, "'" + kind + "' is not a kind of action"};
}

Done run(const std::vector<std::string>& words, const ActionPlaces& places) {
  if (words.size() < 2) {
    return Error{ErrorCode::usage, "usage: monit-pkgmap-dnf5 PROGRAM KIND [WORD...]"};
  }
  const std::string& program = words[0];
  const std::string& kind = words[1];
  const bool ends = kind.ends_with("-after");
  // Resumes in any case, even if the hook was switched off meanwhile.
  if (!ends && (cli::switched_off(places.disabled) || ::access(program.c_str(), X_OK) != 0)) {
    return done();
  }
  const Hook hook(hook::Program(program, hook::environment_of_program(), places.bounds));
  return obey(kind, {words.begin() + 2, words.end()}, hook, places.spool);
}

}  // namespace

void act(const std::vector<std::string>& words, const ActionPlaces& places) {
  outlive_dnf();
  try {
    if (const auto ran = run(words, places); !ran) Hook::complain(ran.error().message);
  } catch (const std::exception& problem) {
    Hook::complain(problem.what());
  }
}

}  // namespace pkgmap::dnf5
