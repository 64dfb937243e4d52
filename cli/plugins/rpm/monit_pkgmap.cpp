// Transaction plugin of rpm: tells monit-pkgmap of a transaction before and after it.
//
// Every program that runs a transaction of rpm loads the plugin: dnf, zypper's rpm, packagekitd,
// rpm itself. So the plugin throws no exception, writes to no descriptor of the program (messages
// go through rpm's own log), and waits for a bounded time. After any failure the transaction goes
// on, unless the administrator's policy forbids it. The plugin links no library but those of rpm
// and C.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <rpm/rpmlog.h>
#include <rpm/rpmmacro.h>

#include "cli/plugins/rpm/abi.hpp"
#include "cli/plugins/rpm/answer.hpp"
#include "cli/plugins/rpm/child.hpp"
#include "cli/plugins/rpm/elements.hpp"
#include "cli/plugins/rpm/text.hpp"

namespace {

constexpr const char* kDisabled = "/etc/monit-pkgmap/disabled";
constexpr int kSuspendSeconds = 40;  // more than the program takes by its own limits
constexpr int kResumeSeconds = 15;
// With any of these flags no file of the running system changes.
constexpr rpmtransFlags kWithoutEffect =
    RPMTRANS_FLAG_TEST | RPMTRANS_FLAG_BUILD_PROBS | RPMTRANS_FLAG_JUSTDB;

// The session that tsm_pre began; empty if it began none. A process runs one transaction at a time.
char session[128];

// zypper runs one rpm for each package and puts its own pid into their environment. Anybody can set
// that variable, so it counts only if it names the parent of this process.
bool part_of_a_series() {
  const char* told = getenv("ZYPP_IS_RUNNING");
  return told && strtol(told, nullptr, 10) == static_cast<long>(getppid());
}

const char* program_of(rpmPlugin plugin) {
  const char* path = rpmPluginOpts(plugin);
  return path && *path == '/' && access(path, X_OK) == 0 ? path : nullptr;
}

// transactional-update changes a snapshot of the system, which does not run yet.
bool in_a_snapshot() {
  return getenv("TRANSACTIONAL_UPDATE") != nullptr;
}

bool switched_off() {
  const char* wish = getenv("MONIT_PKGMAP");
  return (wish && strcmp(wish, "off") == 0) || access(kDisabled, F_OK) == 0;
}

// Returns whether files of the running system are about to change.
bool concerned(rpmts ts) {
  if ((rpmtsFlags(ts) & kWithoutEffect) != 0 || rpmtsNElements(ts) <= 0) return false;
  const char* root = rpmtsRootDir(ts);
  return (!root || strcmp(root, "/") == 0) && !in_a_snapshot() && !switched_off();
}

void log_message(const char* level, const char* message, void* refused) {
  const bool grave = strcmp(level, "error") == 0 || strcmp(level, "warning") == 0;
  const int as_grave = refused ? RPMLOG_ERR : RPMLOG_WARNING;
  rpmlog(grave ? as_grave : RPMLOG_INFO, "monit-pkgmap: %s\n", message);
}

void tell(const Answer& answer, bool refused) {
  answer.each_message(log_message, refused ? session : nullptr);
}

// Says why there is no answer, and what follows from it.
void tell_failure(const char* consequence, const Child& child, const End& end) {
  const char* format = "monit-pkgmap: %s: no answer (exit status %d)\n";
  int number = end.number;
  if (end.how == Ended::by_a_signal) format = "monit-pkgmap: %s: it was killed by signal %d\n";
  if (end.how == Ended::endless) format = "monit-pkgmap: %s: its answer does not end\n";
  if (end.how == Ended::never_began) format = "monit-pkgmap: %s: the program cannot be started\n";
  if (end.how == Ended::not_in_time) {
    format = "monit-pkgmap: %s: no answer within %d s\n";
    number = child.limit.seconds;
  }
  rpmlog(RPMLOG_WARNING, format, consequence, number);
}

// The directory of the package database. The macros of this process say where it is, and other
// programs may have other macros.
class DatabasePath {
 public:
  DatabasePath() : path_(rpmExpand("%{?_dbpath}", nullptr)) {}
  ~DatabasePath() { free(path_); }
  DatabasePath(const DatabasePath&) = delete;
  DatabasePath& operator=(const DatabasePath&) = delete;
  bool known() const { return path_ && *path_ == '/'; }
  const char* option() const { return known() ? "--dbpath" : nullptr; }
  const char* path() const { return path_; }

 private:
  char* path_;
};

// Runs the program, and once more if a signal killed a suspend: the transaction has not begun yet,
// and the second run takes over the session of the first. Both runs share one limit.
bool ask(const Child& child, const char* consequence, Text& answer) {
  End end = run(child, answer);
  const bool again = end.how == Ended::by_a_signal && child.killed_when_late;
  if (again && !child.limit.over()) end = run(child, answer);
  if (end.how == Ended::by_itself && answer.terminate() && Answer(answer.data()).is_object()) {
    return true;
  }
  const bool none = end.how == Ended::never_began && child.killed_when_late;
  tell_failure(none ? "nothing is suspended" : consequence, child, end);
  return false;
}

void resume(const char* program) {
  const char* const arguments[] = {"monit-pkgmap", "resume", "--session", session, "--hook",
                                   "--manager",    "rpm",    "--json",    nullptr};
  Text answer;
  // A resume that takes longer goes on by itself.
  if (ask({program, arguments, nullptr, Limit(kResumeSeconds), false},
          "the checks are resumed in the background", answer)) {
    tell(Answer(answer.data()), false);
  }
  session[0] = '\0';
}

rpmRC suspend(const char* program, rpmts ts, bool series) {
  Text transaction;
  write_transaction(ts, series ? getppid() : getpid(), series, transaction);
  if (!transaction.whole()) {
    rpmlog(RPMLOG_WARNING, "monit-pkgmap: nothing is suspended: no memory for the transaction\n");
    return RPMRC_OK;
  }
  const DatabasePath database;
  const char* const arguments[] = {"monit-pkgmap", "suspend",         "--transaction", "-",
                                   "--json",       database.option(), database.path(), nullptr};
  Text text;
  const Child child = {program, arguments, &transaction, Limit(kSuspendSeconds), true};
  if (!ask(child, "rpm goes on without monit-pkgmap, and the guard resumes suspended checks", text))
    return RPMRC_OK;
  const Answer answer(text.data());
  const bool refused = answer.is_true("abort");
  tell(answer, refused);
  if (refused) {
    rpmlog(RPMLOG_ERR, "monit-pkgmap: the policy ends the transaction (on_error: abort)\n");
  }
  if (!answer.text("session", session, sizeof session)) session[0] = '\0';
  return refused ? RPMRC_FAIL : RPMRC_OK;
}

rpmRC tsm_pre(rpmPlugin plugin, rpmts ts) {
  session[0] = '\0';
  const char* program = concerned(ts) ? program_of(plugin) : nullptr;
  return program ? suspend(program, ts, part_of_a_series()) : RPMRC_OK;
}

// A transaction of a series does not end the session. The commit plugin of libzypp ends it, or the
// guard when zypper has ended.
rpmRC tsm_post(rpmPlugin plugin, rpmts ts, int) {
  if (session[0] == '\0' || (rpmtsFlags(ts) & kWithoutEffect) != 0) return RPMRC_OK;
  const char* program = program_of(plugin);
  if (program && !part_of_a_series()) resume(program);
  return RPMRC_OK;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) HooksWithRoom monit_pkgmap_hooks;

// rpm finds the hooks by the name of this variable.
constinit HooksWithRoom monit_pkgmap_hooks = hooks_around(tsm_pre, tsm_post);
