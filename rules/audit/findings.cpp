#include "rules/audit/findings.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "parsers/monitrc/model/masked_path.hpp"
#include "parsers/source/contains.hpp"
#include "parsers/source/mask.hpp"
#include "parsers/source/names.hpp"
#include "rules/audit/findings_of_patterns.hpp"
#include "rules/plan/evaluate.hpp"
#include "rules/watched_daemon.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::array<Named<FindingKind>, 16> kFindingKindNames = {{
    {FindingKind::mistake, "mistake"},
    {FindingKind::drift, "drift"},
    {FindingKind::off, "off"},
    {FindingKind::unread, "unread"},
    {FindingKind::bypassed, "bypassed"},
    {FindingKind::outdated, "outdated"},
    {FindingKind::stray, "stray"},
    {FindingKind::dead_end, "dead-end"},
    {FindingKind::stale, "stale"},
    {FindingKind::never_matches, "never-matches"},
    {FindingKind::risky_pattern, "risky-pattern"},
    {FindingKind::duplicate, "duplicate"},
    {FindingKind::chatty, "chatty"},
    {FindingKind::unwatched, "unwatched"},
    {FindingKind::unowned, "unowned"},
    {FindingKind::other_monit, "other-monit"},
}};

constexpr std::array<Named<Watch>, 6> kWatchNames = {{
    {Watch::unknown, "unknown"},
    {Watch::monitored, "monitored"},
    {Watch::off, "off"},
    {Watch::starting, "starting"},
    {Watch::waiting, "waiting"},
    {Watch::failing, "failing"},
}};

using monitrc::Check;
using monitrc::CheckType;

// Seconds. If monit's last look at a check came this soon after the installation of its package,
// the update switched the check off: unpacking takes a while, and a test may need several cycles.
constexpr std::int64_t kFirstLooks = 3600;

/// Collects findings, each with the place of the check or statement that it is about.
class Findings {
 public:
  Findings(const AuditFacts& audit, const Policy& policy) : audit_(audit), policy_(policy) {}

  std::vector<Finding> all() {
    for (std::size_t i = 0; i < audit_.facts->checks.size(); ++i) {
      judge_content(i);
      judge_existence(i);
      judge_pattern(i);
      judge_belonging(i);
      judge_bypassed(i);
      judge_daemon(i);
      if (facts(i).state == Monitoring::unread && !facts(i).check->implicit) {
        add(FindingKind::unread, i,
            audit_.is_broken
                ? "monit has not read it yet, and a reload would end monit before the mistakes in "
                  "the control file are mended"
                : "monit has not read it yet; 'monit reload' makes it");
      }
    }
    name_bypassed();
    judge_cascades();
    for (const DeadEnd& end : audit_.dead_ends) {
      add(FindingKind::dead_end, facts(end.check).check->name, end.detail, end.span);
    }
    judge_duplicates();
    judge_alerts();
    judge_services();
    std::stable_sort(found_.begin(), found_.end(), [](const Finding& a, const Finding& b) {
      return a.kind != b.kind ? a.kind < b.kind
                              : std::pair(a.file, a.line) < std::pair(b.file, b.line);
    });
    return std::move(found_);
  }

 private:
  const CheckFacts& facts(std::size_t i) const { return audit_.facts->checks[i]; }

  void add(FindingKind kind, const std::string& check, std::string detail, Span span) {
    found_.push_back({kind, check, std::move(detail), audit_.sources->name(span.source),
                      audit_.sources->position(span).line});
  }

  void add(FindingKind kind, std::size_t i, std::string detail) {
    add(kind, facts(i).check->name, std::move(detail), facts(i).check->span);
  }

  void judge_content(std::size_t i) {
    const CheckState& state = audit_.states[i];
    const Check& check = *facts(i).check;
    // Administrators change %config files on purpose.
    if (state.content == PackagedContent::changed && !state.config) {
      add(FindingKind::drift, i,
          monitrc::masked_path(check) + " differs from what " + state.package + " shipped" +
              (state.by_transaction ? "; it changed during a transaction" : ""));
    }
    if (state.content != PackagedContent::as_packaged || !is_off_by_its_test(check, state)) return;
    const std::string when = when_it_went_off(state);
    if (when.empty()) return;
    went_off_.push_back(i);
    add(FindingKind::off, i,
        "it went off " + when + "; " + monitrc::masked_path(check) + " is as " + state.package +
            " shipped it");
  }

  static bool is_off_by_its_test(const Check& check, const CheckState& state) {
    if (state.watch != Watch::off || state.suspended) return false;
    return std::any_of(check.tests.begin(), check.tests.end(), [](const auto& test) {
      return test.action.kind == monitrc::ActionKind::unmonitor;
    });
  }

  // monit does not look at a check that is off, so its last look is the moment in which the test
  // switched it off. Returns an empty string if that was not soon after the package came.
  static std::string when_it_went_off(const CheckState& state) {
    if (state.tests.at == 0 || state.installed_at == 0) return "perhaps at an update";
    const std::int64_t later = state.tests.at - state.installed_at;
    if (later < 0 || later > kFirstLooks) return {};
    return later < 60 ? std::to_string(later) + " s after its package was installed"
                      : std::to_string(later / 60) + " min after its package was installed";
  }

  // monit's cascade takes every dependent along. A dependent with a finding of its own needs no
  // second one.
  void judge_cascades() {
    const Dependencies graph = dependencies_of(*audit_.facts);
    std::vector<LastTests> tests;
    for (const CheckState& state : audit_.states) {
      tests.push_back(state.tests);
      tests.back().off = state.watch == Watch::off && !state.suspended;
    }
    CheckSet named = went_off_;
    for (const std::size_t root : went_off_) {
      for (const std::size_t taken : taken_along(graph, root, tests)) {
        if (contains(named, taken)) continue;
        named.push_back(taken);
        add(FindingKind::off, taken,
            "monit took it along when '" + facts(root).check->name + "' went off");
      }
    }
  }

  void judge_existence(std::size_t i) {
    const PathFact& path = facts(i).path;
    if (path.hops.empty() || path.exists || owns_path(i)) return;
    add(FindingKind::stale, i,
        monitrc::masked_path(*facts(i).check) + " does not exist, and no package ships it");
  }

  bool owns_path(std::size_t i) const {
    const auto& evidence = audit_.belongings[i].evidence;
    return std::any_of(evidence.begin(), evidence.end(),
                       [](const Evidence& one) { return one.kind == EvidenceKind::file_owner; });
  }

  void judge_pattern(std::size_t i) {
    if (facts(i).check->matching.empty()) return;
    const std::string never = why_it_never_matches(facts(i), audit_.live);
    if (!never.empty()) add(FindingKind::never_matches, i, never);
    const std::string risk = why_it_is_risky(facts(i));
    if (!risk.empty()) add(FindingKind::risky_pattern, i, risk);
  }

  // Directories, file systems, hosts and the like need not belong to a package.
  void judge_belonging(std::size_t i) {
    const CheckType type = facts(i).check->type;
    const bool expected = type == CheckType::process || type == CheckType::file ||
                          type == CheckType::fifo || type == CheckType::program;
    const Belonging& belonging = audit_.belongings[i];
    if (!expected || belonging.because(policy_) || !belonging.kept.empty()) return;
    if (!facts(i).path.exists && !owns_path(i)) return;  // The finding `stale` says more.
    const auto& evidence = belonging.evidence;
    add(FindingKind::unowned, i,
        evidence.empty() ? "no evidence ties it to a package"
                         : "only weak evidence: " + evidence.front().claim);
  }

  void judge_bypassed(std::size_t i) {
    if (!names_check(audit_.bypassed.checks, facts(i).check->name)) return;
    add(FindingKind::bypassed, i,
        "no hook suspended it while its package changed: " + audit_.bypassed.detail);
  }

  void judge_daemon(std::size_t i) {
    const auto daemon = watched_daemon(facts(i));
    if (!daemon) return;
    const std::string process = "process " + std::to_string(daemon->pid);
    if (!daemon->reached()) {
      add(FindingKind::outdated, i,
          process + " still runs " + named_files(*daemon) + "; " + how_to_renew(*daemon));
    }
    if (daemon->stray) {
      add(FindingKind::stray, i,
          process + " runs in monit's unit, not in " + daemon->service +
              ": an update that restarts this service misses it");
    }
  }

  // A package without checks, or one that is erased, has no check to name.
  void name_bypassed() {
    if (audit_.bypassed.detail.empty() || !audit_.bypassed.checks.empty()) return;
    found_.push_back({FindingKind::bypassed, "",
                      "packages changed without a hook: " + audit_.bypassed.detail,
                      audit_.bypassed.place, 1});
  }

  // "file /usr/sbin/sshd". Empty if two checks of the same thing are no mistake.
  static std::string watched_by(const CheckFacts& check) {
    const std::string type = monitrc::name_of(check.check->type);
    if (!check.check->matching.empty()) return type + " matching " + check.check->matching;
    const PathFact& path = check.path.hops.empty() ? check.pidfile : check.path;
    if (path.hops.empty() || check.check->type == CheckType::program) return {};
    return type + " " + path.hops.back();
  }

  void judge_duplicates() {
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < audit_.facts->checks.size(); ++i) {
      const std::string watched = watched_by(facts(i));
      if (watched.empty()) continue;
      const auto [other, added] = first.emplace(watched, i);
      if (added) continue;
      add(FindingKind::duplicate, i,
          "watches the same object as '" + facts(other->second).check->name +
              "': " + masked(watched));
    }
  }

  void judge_alerts() {
    for (const monitrc::Alert& alert : audit_.control_file->settings.alerts) {
      if (!mails_every_suspension(alert)) continue;
      add(FindingKind::chatty, "",
          "'set alert' mails every suspension; add 'not on { action, instance }' to prevent that",
          alert.span);
    }
  }

  void judge_services() {
    std::vector<std::string> watched;
    for (const Belonging& belonging : audit_.belongings) {
      for (std::string& name : belonging.tied_to(policy_)) watched.push_back(std::move(name));
    }
    std::sort(watched.begin(), watched.end());
    for (const EnabledService& service : audit_.services) {
      if (std::binary_search(watched.begin(), watched.end(), service.package)) continue;
      found_.push_back({FindingKind::unwatched, "",
                        service.unit + " of " + service.package +
                            " is enabled, but no check belongs to that package",
                        service.fragment, 1});
    }
  }

  const AuditFacts& audit_;
  const Policy& policy_;
  std::vector<Finding> found_;
  CheckSet went_off_;  // By their own tests, at an update.
};

}  // namespace

const char* name_of(FindingKind kind) {
  return name_in(kFindingKindNames, kind);
}

std::optional<FindingKind> finding_called(std::string_view name) {
  return value_in(kFindingKindNames, name);
}

const char* name_of(Watch watch) {
  return name_in(kWatchNames, watch);
}

bool mails_every_suspension(const monitrc::Alert& alert) {
  const auto has = [&](const char* event) { return contains(alert.events, std::string(event)); };
  if (alert.events.empty()) return true;
  return alert.is_but ? !(has("action") && has("instance")) : has("action") || has("instance");
}

std::vector<Finding> findings_of(const AuditFacts& audit, const Policy& policy) {
  return Findings(audit, policy).all();
}

}  // namespace pkgmap::rules
