#include "engine/queries/audit.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/facts/dead_ends.hpp"
#include "engine/facts/enabled_units.hpp"
#include "engine/facts/file_state.hpp"
#include "engine/facts/gather.hpp"
#include "engine/facts/host_packages.hpp"
#include "engine/facts/present_status.hpp"
#include "engine/facts/watch.hpp"
#include "engine/facts/what_parses.hpp"
#include "engine/integrity/present_file.hpp"
#include "engine/journal/content_records.hpp"
#include "engine/journal/journal.hpp"
#include "engine/journal/last_reading.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/packages/digest.hpp"
#include "engine/recorded/recorded_host.hpp"
#include "engine/session/acts/bypassed.hpp"
#include "engine/system/files/host_files.hpp"
#include "engine/system/files/root_directory.hpp"
#include "rules/judge/way.hpp"

namespace pkgmap {
namespace {

// The facts of the checks have the states already.
void take_recorded_states(const RecordedHost& host, Audit& audit) {
  audit.monit_version = host.monit_version;
  for (std::size_t i = 0; i < audit.states.size(); ++i) {
    const RecordedCheck& check = host.checks[i];
    audit.states[i].watch = check.watch;
    audit.states[i].suspended = check.suspended;
    audit.states[i].tests = check.tests;
    audit.states[i].by_transaction = check.by_transaction;
  }
}

void ask_for_states(const Settings& settings, Audit& audit) {
  if (settings.recorded) take_recorded_states(*settings.recorded, audit);
  if (!settings.live()) return;
  const auto status = present_status(settings, audit.parsed.control_file);
  if (!status) return;
  audit.monit_version = status->version;
  note_states(*status, audit.facts.checks);
  const auto all = read_sessions(settings.state_directory);
  std::vector<SessionRecord> sessions;
  if (all) sessions = sessions_of(all->sessions, audit.parsed.control_file.path);
  note_sessions(sessions, audit.facts.checks);
  for (std::size_t i = 0; i < audit.states.size(); ++i) {
    const std::string& name = audit.check(i).name;
    if (const auto* service = status->find(name)) {
      audit.states[i].watch = watch_of(*service);
      audit.states[i].tests = rules::last_tests_of(*service, status->poll);
    }
    for (const SessionRecord& session : sessions) {
      if (!holds(session, name)) continue;
      audit.states[i].suspended = true;
      if (!session.find(name)->kept_reason.empty()) audit.states[i].leftover = true;
    }
  }
}

// Returns an empty text if there is no such regular file, or if the file cannot be read.
std::string digest_below(const RootDirectory& root, const std::string& path,
                         const Algorithm& algorithm) {
  return digest_at(root, path, algorithm).value_or("");
}

void compare_content(const Settings& settings, const HostPackages& host, Audit& audit) {
  const RootDirectory root(settings.root);
  for (std::size_t i = 0; i < audit.states.size(); ++i) {
    const rules::CheckFacts& facts = audit.facts.checks[i];
    if (facts.check->type != monitrc::CheckType::file || facts.path.hops.empty()) continue;
    const auto owners = host.owners.find(facts.path.hops.back());
    if (owners == host.owners.end()) continue;
    rules::CheckState& state = audit.states[i];
    for (const HostPackages::Owned& owned : owners->second) {
      const std::string digest = digest_below(root, facts.path.asked, owned.file.digest.algorithm);
      if (digest.empty()) continue;
      state.content = digest == owned.file.digest.value ? rules::PackagedContent::as_packaged
                                                        : rules::PackagedContent::changed;
      state.package = audit.facts.packages[owned.package].nevra.text();
      state.installed_at = owned.installed_at;
      state.config = owned.file.config;
      if (state.content == rules::PackagedContent::as_packaged) break;
    }
  }
}

// Without the content records nobody knows that a transaction changed a file.
void note_transactions(const Settings& settings, Audit& audit) {
  if (!settings.live()) return;
  const auto read = read_contents_of(settings.state_directory);
  if (!read || !*read) return;
  const std::string& control_file = audit.parsed.control_file.path;
  for (std::size_t i = 0; i < audit.states.size(); ++i) {
    const monitrc::Check& check = audit.check(i);
    const auto* record = (*read)->find(control_file, check.name, check.path);
    audit.states[i].by_transaction =
        record && changed_in_a_transaction(present_file("/", check.path, {}), *record);
  }
}

// Adds the packages that a rule ties to a check, since they need not own what the check names.
Done add_packages_of_rules(const rules::Policy& policy, PackageDatabase& database,
                           rules::Facts& facts) {
  std::vector<const rules::PolicyRule*> rules;
  for (const rules::PolicyRule& rule : policy.rules) {
    const bool speaks = std::any_of(facts.checks.begin(), facts.checks.end(), [&](const auto& one) {
      return rule.speaks_of_check(one.check->name);
    });
    if (speaks && rule.verdict == rules::RuleVerdict::suspend) rules.push_back(&rule);
  }
  if (rules.empty()) return done();
  std::set<std::string> known;
  for (const rules::PackageFacts& package : facts.packages) known.insert(package.nevra.name);
  const auto names = database.names();
  if (!names) return names.error();
  for (const std::string& name : *names) {
    const bool meant = std::any_of(rules.begin(), rules.end(),
                                   [&](const auto* rule) { return rule->speaks_of_package(name); });
    if (!meant || known.contains(name)) continue;
    const auto records = database.by_name(name);
    if (!records) return records.error();
    for (const PackageRecord& record : *records) {
      facts.packages.push_back({record.nevra, true, false, {}});
    }
  }
  return done();
}

std::vector<std::string> paths_of(const std::vector<EnabledUnit>& units) {
  std::vector<std::string> paths;
  for (const EnabledUnit& unit : units) {
    paths.insert(paths.end(), unit.paths.begin(), unit.paths.end());
  }
  return paths;
}

// Looks at the state directory of this machine, which knows no other root.
rules::BypassedPackages bypassed_packages(const Settings& settings, std::string place) {
  if (settings.recorded) return settings.recorded->bypassed;
  if (!settings.live()) return {};
  const auto bypassed = see_bypassed(settings, this_host());
  if (!bypassed || bypassed->none()) return {};
  return {bypassed->checks, rules::summary_of(bypassed->packages), std::move(place)};
}

// The enabled units that an installed package owns.
std::vector<rules::EnabledService> services_of(const std::vector<EnabledUnit>& units,
                                               const HostPackages& host) {
  std::vector<rules::EnabledService> services;
  for (const EnabledUnit& unit : units) {
    const auto owned =
        std::find_if(unit.paths.begin(), unit.paths.end(),
                     [&](const std::string& path) { return !host.owner_of_more.at(path).empty(); });
    if (owned == unit.paths.end()) continue;
    services.push_back({unit.name, unit.fragment, host.owner_of_more.at(*owned)});
  }
  return services;
}

std::vector<rules::DeadEnd> dead_ends_of(const Audit& audit, const Settings& settings) {
  if (!settings.recorded) return find_dead_ends(audit.facts.checks, settings.root);
  return recorded_dead_ends(*settings.recorded, audit.parsed.sources);
}

// Every mistake of the control file, in their order.
std::vector<rules::Finding> mistakes_in(const monitrc::Parsed& parsed) {
  std::vector<rules::Finding> findings;
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    rules::Finding finding{rules::FindingKind::mistake, "", diagnostic.message, diagnostic.file};
    if (!diagnostic.hint.empty()) finding.detail += "; " + diagnostic.hint;
    if (diagnostic.span) {
      finding.file = parsed.sources.name(diagnostic.span->source);
      finding.line = parsed.sources.position(*diagnostic.span).line;
    }
    if (finding.file.empty()) finding.file = parsed.control_file.path;
    findings.push_back(std::move(finding));
  }
  return findings;
}

// A service that no check of a further monit watches may have a check of the first one.
std::vector<rules::EnabledService> services_without_check(const Settings& settings,
                                                          const std::vector<EnabledUnit>& units,
                                                          const HostPackages& host) {
  return settings.further ? std::vector<rules::EnabledService>() : services_of(units, host);
}

std::vector<EnabledUnit> units_of(const Settings& settings) {
  if (!settings.recorded) return enabled_units(settings.root);
  std::vector<EnabledUnit> units;
  for (const RecordedUnit& unit : settings.recorded->units) {
    units.push_back({unit.name, unit.fragment, unit.paths});
  }
  return units;
}

void add_unserved(const Settings& settings, std::vector<rules::Finding>& findings) {
  for (const UnservedMonit& monit : settings.unserved) {
    findings.push_back({rules::FindingKind::other_monit, "", "not looked after: " + monit.about,
                        monit.executable});
  }
}

// The control file as monit has it: what parses, and for the rest what monit read last.
Result<std::unique_ptr<Audit>> read_what_parses(const Settings& settings) {
  auto loaded = load_control_file(settings);
  if (!loaded) return loaded.error();
  auto audit = std::make_unique<Audit>();
  audit->parsed = std::move(*loaded);
  audit->policy = settings.policy;
  audit->findings = mistakes_in(audit->parsed);
  const bool has_state = settings.live() || settings.recorded;
  const auto remembered =
      has_state ? last_reading_of(settings.state_directory, audit->parsed.control_file.path)
                : std::vector<monitrc::Check>{};
  if (auto usable = use_what_parses(audit->parsed, remembered); !usable) return usable.error();
  return audit;
}

// The findings about checks, packages and services come after the mistakes in the control file.
void add_findings(const Settings& settings, const std::vector<EnabledUnit>& units,
                  const HostPackages& host, Audit& audit) {
  const bool is_live = settings.recorded ? settings.recorded->live : settings.live();
  const auto found = rules::findings_of(
      {&audit.facts, &audit.parsed.sources, &audit.parsed.control_file, audit.belongings,
       audit.states, services_without_check(settings, units, host), is_live, audit.bypassed,
       dead_ends_of(audit, settings), !audit.parsed.ok()},
      settings.policy);
  audit.findings.insert(audit.findings.end(), found.begin(), found.end());
  add_unserved(settings, audit.findings);
}

}  // namespace

Result<std::unique_ptr<Audit>> audit(const Settings& settings) {
  const DatabaseOptions options{
      settings.root, settings.dbpath, false, {}, settings.packages, {}, settings.recorded_packages};
  expect_package_database(options);
  auto begun = read_what_parses(settings);
  if (!begun) return begun.error();
  auto audit = std::move(*begun);
  auto checks = gather_checks(audit->parsed.control_file, settings);
  if (!checks) return checks.error();
  audit->facts.checks = std::move(*checks);
  auto database = open_package_database(options);
  if (!database) return database.error();
  audit->states.resize(audit->facts.checks.size());
  ask_for_states(settings, *audit);
  const auto units = units_of(settings);
  auto host = find_host_packages(audit->facts.checks, paths_of(units), **database, settings.root);
  if (!host) return host.error();
  audit->facts.packages = std::move(host->packages);
  const Done added = add_packages_of_rules(settings.policy, **database, audit->facts);
  if (!added) return added.error();
  audit->belongings = rules::belongings(audit->facts, host->candidates, settings.policy);
  compare_content(settings, *host, *audit);
  note_transactions(settings, *audit);
  audit->bypassed = bypassed_packages(settings, (*database)->place());
  add_findings(settings, units, *host, *audit);
  return audit;
}

}  // namespace pkgmap
