// Transaction plugin of rpm: tells monit-pkgmap of a transaction before and after it.
//
// It is loaded into every program that runs a transaction of rpm: dnf, zypper's rpm, packagekitd,
// rpm itself. So it throws nothing, writes to no descriptor of theirs (what there is to say goes
// through rpm's own log), waits within bounds, and whatever goes wrong lets the transaction go on,
// unless the administrator's policy says that it must not. What it needs of C++ is in the
// language: no library is linked but rpm's own and C's.
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
constexpr int kSuspendSeconds = 40;  // above what the program allows itself
constexpr int kResumeSeconds = 15;
// Nothing on disk changes then, or nothing of what runs here.
constexpr rpmtransFlags kWithoutEffect =
    RPMTRANS_FLAG_TEST | RPMTRANS_FLAG_BUILD_PROBS | RPMTRANS_FLAG_JUSTDB;

// What was begun in tsm_pre; empty: nothing. One transaction runs at a time in a process.
char session[128];

// zypper runs one rpm for each package and says in their environment who it is. Believed only of
// the process that started this one.
bool part_of_a_series() {
  const char* told = getenv("ZYPP_IS_RUNNING");
  return told && strtol(told, nullptr, 10) == static_cast<long>(getppid());
}

const char* program_of(rpmPlugin plugin) {
  const char* path = rpmPluginOpts(plugin);
  return path && *path == '/' && access(path, X_OK) == 0 ? path : nullptr;
}

// The one that transactional-update runs in, which is not the running system.
bool in_a_snapshot() {
  return getenv("TRANSACTIONAL_UPDATE") != nullptr;
}

bool switched_off() {
  const char* wish = getenv("MONIT_PKGMAP");
  return (wish && strcmp(wish, "off") == 0) || access(kDisabled, F_OK) == 0;
}

// Whether files of this running system are about to change.
bool concerned(rpmts ts) {
  if ((rpmtsFlags(ts) & kWithoutEffect) != 0 || rpmtsNElements(ts) <= 0) return false;
  const char* root = rpmtsRootDir(ts);
  return (!root || strcmp(root, "/") == 0) && !in_a_snapshot() && !switched_off();
}

void log_message(const char* level, const char* message, void* refused) {
  const bool error = strcmp(level, "error") == 0;
  const int grave = refused ? RPMLOG_ERR : RPMLOG_WARNING;
  rpmlog(error ? grave : RPMLOG_INFO, "monit-pkgmap: %s\n", message);
}

void tell(const Answer& answer, bool refused) {
  answer.each_message(log_message, refused ? session : nullptr);
}

// The macros of this rpm say where its database is, and need not be those of other programs.
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

// Nothing of the transaction has begun: a suspend that was killed is tried once more, and it takes
// over what it finds of itself.
bool ask(const Child& child, Text& answer) {
  Ended end = run(child, answer);
  if (end == Ended::by_a_signal && child.killed_when_late) end = run(child, answer);
  return end == Ended::by_itself && answer.terminate();
}

void resume(const char* program) {
  const char* const arguments[] = {"monit-pkgmap", "resume", "--session", session, "--hook",
                                   "--manager",    "rpm",    "--json",    nullptr};
  Text answer;
  // One that takes longer goes on alone; nothing stays off.
  if (ask({program, arguments, nullptr, kResumeSeconds, false}, answer)) {
    tell(Answer(answer.data()), false);
  }
  session[0] = '\0';
}

rpmRC suspend(const char* program, rpmts ts, bool series) {
  Text transaction;
  write_transaction(ts, series ? getppid() : getpid(), series, transaction);
  if (!transaction.whole()) return RPMRC_OK;
  const DatabasePath database;
  const char* const arguments[] = {"monit-pkgmap", "suspend",         "--transaction", "-",
                                   "--json",       database.option(), database.path(), nullptr};
  Text text;
  if (!ask({program, arguments, &transaction, kSuspendSeconds, true}, text)) return RPMRC_OK;
  const Answer answer(text.data());
  const bool refused = answer.is_true("abort");
  tell(answer, refused);
  if (!answer.text("session", session, sizeof session)) session[0] = '\0';
  return refused ? RPMRC_FAIL : RPMRC_OK;
}

rpmRC tsm_pre(rpmPlugin plugin, rpmts ts) {
  session[0] = '\0';
  const char* program = concerned(ts) ? program_of(plugin) : nullptr;
  return program ? suspend(program, ts, part_of_a_series()) : RPMRC_OK;
}

// Of a series only its end ends the session: that is seen by who runs it, or by the guard.
rpmRC tsm_post(rpmPlugin plugin, rpmts ts, int) {
  if (session[0] == '\0' || (rpmtsFlags(ts) & kWithoutEffect) != 0) return RPMRC_OK;
  const char* program = program_of(plugin);
  if (program && !part_of_a_series()) resume(program);
  return RPMRC_OK;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) HooksWithRoom monit_pkgmap_hooks;

// The hooks in their order: init, cleanup, tsm_pre, tsm_post, and all that are not used.
HooksWithRoom monit_pkgmap_hooks = {{nullptr, nullptr, tsm_pre, tsm_post, {}}, {}};
