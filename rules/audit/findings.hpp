// What is wrong with the checks of a host: the findings of `audit`.
//
// Pure; values, never fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "rules/cascade.hpp"
#include "rules/dead_end.hpp"
#include "rules/facts.hpp"
#include "rules/plan/belonging.hpp"

namespace pkgmap::rules {

/// The kinds of defects, the most urgent kind first. In these comments "it" and "its" mean the
/// check that the finding is about.
enum class FindingKind : std::uint8_t {
  mistake,  ///< The control file has a mistake here: monit would not read it again.
  drift,    ///< Its file, which is not %config, differs from what the package shipped.
  /// It is off, and nobody resumes it. Its own test (`then unmonitor`) switched it off, probably
  /// because an update changed its file, but the file is as packaged. Or it depends on such a
  /// check, and monit's cascade switched both off.
  off,
  unread,         ///< monit has not read it: nobody reloaded monit since it was added.
  bypassed,       ///< Its package changed, and no hook called monit-pkgmap.
  outdated,       ///< Its daemon still runs files that somebody has deleted or replaced.
  stray,          ///< monit started its daemon beside the service that systemd knows.
  dead_end,       ///< It names a program, unit, account or pidfile that does not exist.
  stale,          ///< What it watches does not exist, and no package ships it.
  never_matches,  ///< Its pattern matches no process and no unit.
  risky_pattern,  ///< Its pattern matches, or may match, processes that it is not about.
  duplicate,      ///< Another check watches the same path, or processes by the same pattern.
  chatty,         ///< `set alert` mails every suspension.
  unwatched,      ///< No check watches this enabled service of an installed package.
  unowned,        ///< It is a process, file, fifo or program check, and belongs to no package.
  other_monit,    ///< A monit runs on this host whose checks monit-pkgmap does not suspend.
};

/// Returns the name that monit-pkgmap-formats(5) gives the kind: "never-matches", …
const char* name_of(FindingKind kind);
/// Returns the kind for which name_of() returns `name`; nullopt if there is none.
std::optional<FindingKind> finding_called(std::string_view name);

/// A defect of a check or of the host.
struct Finding {
  FindingKind kind = FindingKind::unowned;
  std::string check;   ///< Name of the check; empty if the finding is about no single check.
  std::string detail;  ///< What is wrong, in one clause.
  /// Path of the file in which an administrator can mend the defect. For FindingKind::bypassed
  /// without a check: BypassedPackages::place. For FindingKind::other_monit: the program of monit.
  std::string file;
  std::size_t line = 1;  ///< From 1.
};

/// How the content of a check's file compares with what its package shipped.
enum class PackagedContent : std::uint8_t {
  unknown,      ///< No package has a digest of the file, or the file cannot be read.
  as_packaged,  ///< As the header of its package says.
  changed,      ///< Neither unknown nor as packaged.
};

/// What monit's status shows of a check. `starting`: monit has not made the tests yet. `waiting`:
/// the statement `every` skips this cycle. `unknown`: monit does not answer or has no such check.
enum class Watch : std::uint8_t { unknown, monitored, off, starting, waiting, failing };
/// Returns the name of the enumerator: "monitored".
const char* name_of(Watch watch);

/// What the engine found out about one check, besides its facts and evidence.
struct CheckState {
  Watch watch = Watch::unknown;
  bool suspended = false;  ///< A session has suspended the check, and not resumed it yet.
  bool leftover = false;   ///< A session could not resume the check, so the check stays off.
  PackagedContent content = PackagedContent::unknown;
  std::string package;  ///< NEVRA of the header with which the content was compared; empty if there
                        ///< is none.
  /// When `package` was installed: seconds since 1970, 0 if unknown.
  std::int64_t installed_at = 0;
  LastTests tests{};    ///< When monit last tested the check.
  bool config = false;  ///< Whether the file is %config of its package.
  /// Whether a transaction made the present content, and that content is not the good one.
  bool by_transaction = false;
};

/// An enabled unit of an installed package.
struct EnabledService {
  std::string unit;      ///< "mysqld.service"
  std::string fragment;  ///< Path of the unit file.
  std::string package;   ///< Name of the package that has the unit.
};

/// The packages that changed without an announcement by a hook.
struct BypassedPackages {
  CheckNames checks;   ///< The checks that belong to these packages.
  std::string detail;  ///< Which packages changed, and how; empty if no package did.
  std::string place;   ///< The directory of the package database.
};

/// The input of findings_of(). The caller sets all three pointers; they must stay valid during the
/// call.
struct AuditFacts {
  const Facts* facts = nullptr;
  const Sources* sources = nullptr;
  const monitrc::ControlFile* control_file = nullptr;
  std::vector<Belonging> belongings;  ///< One for each check, in the order of Facts::checks.
  std::vector<CheckState> states;     ///< One for each check, in the same order.
  std::vector<EnabledService> services;
  bool live = false;  ///< Whether the running processes were read. False for another root, whose
                      ///< processes do not run.
  BypassedPackages bypassed{};
  std::vector<DeadEnd> dead_ends{};
  bool is_broken = false;  ///< Whether the control file has mistakes: a reload would end monit.
};

/// Returns the findings sorted by kind, then by file and line; empty if there is no defect. Never
/// returns FindingKind::mistake and other_monit, for which the caller needs other facts.
std::vector<Finding> findings_of(const AuditFacts& audit, const Policy& policy);

/// Returns whether this `set alert` statement makes monit send a mail for each check that a session
/// suspends or resumes.
bool mails_every_suspension(const monitrc::Alert& alert);

}  // namespace pkgmap::rules
