#include "tests/engine/session/model/model_host.hpp"

#include <algorithm>

#include "engine/integrity/packaging.hpp"
#include "engine/monit/served_monit.hpp"
#include "engine/session/guard/guard.hpp"
#include "engine/system/step.hpp"
#include "tests/engine/session/model/digests.hpp"
#include "tests/engine/session/model/model_client.hpp"
#include "tests/engine/session/model/model_packages.hpp"

namespace pkgmap::model {
namespace {

constexpr const char* kMonit = "/usr/bin/monit";

Usec usec(std::chrono::milliseconds time) {
  return time.count() * kMillisecond;
}

Error no_guard() {
  return Error{ErrorCode::failed, "the guard did not start, so nothing is suspended"};
}

}  // namespace

Host::Clock::time_point ModelHost::now() {
  return Clock::time_point(std::chrono::microseconds(machine_.scheduler.now()));
}

void ModelHost::sleep(std::chrono::milliseconds time) {
  heart_.beat();
  machine_.scheduler.sleep(usec(time));
}

std::optional<std::uint64_t> ModelHost::start_time(int pid) {
  if (pid == machine_.monit_pid()) {
    return machine_.monit.alive() ? std::optional(machine_.monit_start_time()) : std::nullopt;
  }
  return machine_.scheduler.start_time(pid);
}

// Sessions ask for monit alone.
std::int64_t ModelHost::began(std::uint64_t start_time) {
  return start_time == machine_.monit_start_time() ? machine_.monit_began() / model::kSecond : 0;
}

void ModelHost::sleep_while_alive(int pid, std::uint64_t start_time,
                                  std::chrono::milliseconds time) {
  heart_.beat();
  const bool same = machine_.scheduler.start_time(pid) == start_time;
  machine_.scheduler.sleep_while_alive(same ? pid : 0, usec(time));
}

std::optional<Heartbeat> ModelHost::heartbeat(int pid) {
  return last_heartbeat(machine_.opened_journal().store(), pid);
}

// One that waits in the kernel ends when the kernel lets it go on.
void ModelHost::kill_process(const NamedProcess& process) {
  if (!exists(process, *this) || process.pid == own_pid()) return;
  machine_.scheduler.note("SIGKILL for a process that is late");
  machine_.scheduler.kill(process.pid);
}

std::uint64_t ModelHost::activity(int pid) {
  return machine_.scheduler.turns_of(pid);
}

std::vector<RunningGuard> ModelHost::running_guards(const Settings& /*settings*/) {
  std::vector<RunningGuard> guards;
  for (const auto& [pid, session] : machine_.guards) {
    if (machine_.scheduler.lives(pid)) guards.push_back({pid, session});
  }
  return guards;
}

bool ModelHost::told_to_end() {
  return machine_.is_told_to_end(machine_.scheduler.self());
}

std::optional<int> ModelHost::process_group(int pid) {
  return machine_.scheduler.lives(pid) ? std::optional(machine_.group_of(pid)) : std::nullopt;
}

bool ModelHost::has_orphans(int group, std::uint64_t not_before) {
  return machine_.has_orphans(group, not_before);
}

bool ModelHost::has_scriptlets(std::uint64_t not_before) {
  return machine_.has_scriptlets(not_before);
}

std::optional<int> ModelHost::transaction_holder(const Settings& /*settings*/) {
  return machine_.transaction_holder;
}

bool ModelHost::runs(const monitrc::Check& check, int /*manager*/) {
  return machine_.runs(check);
}

// Every daemon of the model runs as process 4711, and nobody else can have chosen it.
std::vector<rules::CheckFacts> ModelHost::facts_of(const std::vector<monitrc::Check>& checks,
                                                   int /*manager*/) {
  std::vector<rules::CheckFacts> all;
  for (const monitrc::Check& check : checks) {
    rules::CheckFacts facts;
    facts.check = &check;
    rules::ProcessFact process{4711, "its pidfile says 4711", true, {}, {}, {}};
    const auto deleted = machine_.deleted.find(check.name);
    if (deleted != machine_.deleted.end()) process.deleted = deleted->second;
    if (machine_.runs(check)) facts.processes.push_back(std::move(process));
    all.push_back(std::move(facts));
  }
  return all;
}

Result<Journal> ModelHost::open_journal(const Settings& /*settings*/) {
  if (auto failed = fails("state.open")) return *std::move(failed);
  machine_.disk.made = true;
  if (!heart_.beats_in(machine_.disk.path)) {
    heart_.begin(std::make_unique<ModelStore>(machine_.disk, &machine_.faults), own_pid());
  }
  return machine_.opened_journal();
}

Result<Journal::Sessions> ModelHost::sessions(const Settings& /*settings*/) {
  if (auto failed = fails("state.open")) return *std::move(failed);
  return machine_.opened_journal().all();
}

std::optional<MonitLog> ModelHost::monit_log(const std::string& path,
                                             std::optional<std::int64_t> from) {
  if (path.empty() || fails("monit-log.read")) return std::nullopt;
  const std::string& text = machine_.monit.log();
  MonitLog log{1, 1, static_cast<std::int64_t>(text.size()), {}};
  if (!from) return log;
  if (*from < 0 || *from > log.size) return std::nullopt;
  log.text = text.substr(static_cast<std::size_t>(*from));
  return log;
}

Result<monitrc::Parsed> ModelHost::read_control_file(const Settings& /*settings*/) {
  if (auto stepped = step("control-file.read"); !stepped) return stepped.error();
  return *machine_.control_file();
}

Result<std::unique_ptr<MonitClient>> ModelHost::connect(const Settings& settings,
                                                        const monitrc::ControlFile& control_file) {
  using Connected = Result<std::unique_ptr<MonitClient>>;
  Connected now = Error{ErrorCode::monit, "monit has no HTTP interface"};
  if (auto failed = fails("monit.connect")) {
    now = *std::move(failed);
  } else if (machine_.impostor_listens) {
    now = Error{ErrorCode::monit, "another process than monit listens there"};
  } else if (control_file.httpd) {
    now = Connected(std::make_unique<ModelClient>(machine_, *control_file.httpd));
  }
  return now_or_served(std::move(now), control_file, settings.served.get(), "/");
}

std::optional<MonitDaemon> ModelHost::daemon(const monitrc::ControlFile& control_file,
                                             MonitClient& /*monit*/) {
  if (!machine_.monit.alive() || fails("monit.find-daemon")) return std::nullopt;
  return MonitDaemon{
      machine_.monit_pid(), machine_.monit_start_time(), kMonit, control_file.path, {}, "/"};
}

bool ModelHost::runs_programs(const MonitDaemon& /*daemon*/) {
  return machine_.monit.runs_programs(machine_.scheduler.now());
}

bool ModelHost::is_same(const MonitDaemon& daemon) const {
  return machine_.monit.alive() && machine_.monit_start_time() == daemon.start_time;
}

Done ModelHost::wake(const MonitDaemon& daemon) {
  if (auto stepped = step("monit.wake"); !stepped) return stepped;
  machine_.asks_monit();
  if (is_same(daemon)) machine_.monit.wake(machine_.scheduler.now());
  return done();
}

Done ModelHost::reload(const MonitDaemon& daemon) {
  if (auto stepped = step("monit.reload"); !stepped) return stepped;
  if (!is_same(daemon)) return Error{ErrorCode::monit, "monit does not run any more"};
  machine_.reload_monit(Who::session);
  return done();
}

std::optional<StoppedMonit> ModelHost::identify(const monitrc::ControlFile& /*control_file*/) {
  if (!machine_.monit.alive() || fails("monit.identify")) return std::nullopt;
  return StoppedMonit{
      "monit.service", {kMonit}, "/", machine_.monit_pid(), machine_.monit_start_time()};
}

// As in engine/session/host/host_monit.cpp.
Done ModelHost::stop(const StoppedMonit& monit) {
  if (auto stepped = step("monit.stop"); !stepped) return stepped;
  constexpr std::chrono::seconds kBound{45};
  const auto deadline = now() + kBound;
  const auto runs = [&] { return start_time(monit.pid) == monit.start_time; };
  if (runs()) machine_.monit.tell_to_end(machine_.scheduler.now());
  while (runs()) {
    if (now() >= deadline) return Error{ErrorCode::monit, "monit did not stop within 45 s"};
    const UntoldSteps again;
    sleep(std::chrono::milliseconds(50));
  }
  return done();
}

Done ModelHost::start(const StoppedMonit& /*monit*/, const monitrc::ControlFile& /*file*/,
                      std::chrono::milliseconds reading) {
  if (auto stepped = step("monit.start"); !stepped) return stepped;
  if (machine_.monit.alive()) return done();
  const Usec bound = 10 * kSecond + usec(reading);
  if (machine_.start_takes > bound) {
    machine_.restart_monit_in(machine_.start_takes);
    machine_.scheduler.sleep(bound);
    return Error{ErrorCode::monit, "monit was started, but does not run"};
  }
  if (machine_.start_takes > 0) machine_.scheduler.sleep(machine_.start_takes);
  machine_.start_monit();
  return done();
}

Done ModelHost::check_syntax(const MonitDaemon& /*daemon*/, const std::string& /*control_file*/,
                             std::chrono::milliseconds /*reading*/) {
  if (auto stepped = step("monit.check-syntax"); !stepped) return stepped;
  if (machine_.syntax_takes > 0) machine_.scheduler.sleep(machine_.syntax_takes);
  if (machine_.control_file()->ok()) return done();
  return Error{ErrorCode::monit, "monit does not accept its control file"};
}

Result<std::vector<rules::SubstituteCheck>> ModelHost::substitutes(const Settings& /*settings*/) {
  if (auto failed = fails("state.open")) return *std::move(failed);
  return read_substitutes(machine_.opened_journal().store());
}

Result<std::optional<ContentRecords>> ModelHost::contents(const Settings& /*settings*/) {
  if (!machine_.disk.made) return std::optional<ContentRecords>{};
  if (auto failed = fails("state.open")) return *std::move(failed);
  auto records = ContentRecords::read(machine_.opened_journal().store());
  if (!records) return records.error();
  return std::optional<ContentRecords>(std::move(*records));
}

Result<std::optional<PackageNotes>> ModelHost::package_notes(const Settings& /*settings*/) {
  if (!machine_.disk.made) return std::optional<PackageNotes>{};
  if (auto failed = fails("state.open")) return *std::move(failed);
  auto notes = read_package_notes(machine_.opened_journal().store());
  if (!notes) return notes.error();
  return std::optional<PackageNotes>(std::move(*notes));
}

Result<std::unique_ptr<StateStore>> ModelHost::directory(const std::string& path) {
  if (path != machine_.included.path) {
    return Error{ErrorCode::failed, path + ": No such file or directory"};
  }
  if (auto failed = fails("included.open")) return *std::move(failed);
  return std::unique_ptr<StateStore>(
      std::make_unique<ModelStore>(machine_.included, &machine_.faults));
}

Result<TransactionFacts> ModelHost::gather(const Settings& /*settings*/,
                                           const Transaction& transaction,
                                           const monitrc::ControlFile& control_file) {
  if (auto failed = fails("packages.gather")) return *std::move(failed);
  TransactionFacts found;
  for (const monitrc::Check& check : control_file.checks) {
    rules::CheckFacts facts;
    facts.check = &check;
    if (!check.path.empty()) facts.path = {check.path, {check.path}};
    if (!check.pidfile.empty()) facts.pidfile = {check.pidfile, {check.pidfile}};
    found.facts.checks.push_back(std::move(facts));
  }
  for (const TransactionItem& item : transaction.items) {
    found.replaces_monit = found.replaces_monit || item.package.name == "monit";
    const ModelPackage* package = machine_.package(item.package.name);
    if (!package) continue;
    rules::PackageFacts facts{
        {package->name, "", std::to_string(package->version), "1", "noarch"}, true, false, {}};
    for (const auto& [path, content] : package->files) facts.files.push_back({path, path});
    for (const std::string& path : package->ghosts) {
      facts.files.push_back({path, path, false, true});
    }
    found.facts.packages.push_back(std::move(facts));
  }
  return found;
}

Result<std::unique_ptr<PackageDatabase>> ModelHost::packages(const Settings& /*settings*/) {
  if (auto stepped = step("packages.open"); !stepped) {
    return Error{ErrorCode::package_database, stepped.error().message};
  }
  if (machine_.packages_damaged) {
    return Error{ErrorCode::package_database, "the package database is damaged"};
  }
  return std::unique_ptr<PackageDatabase>(std::make_unique<ModelPackages>(machine_));
}

bool ModelHost::has_successor(const monitrc::Check& check, rules::Strength /*before*/,
                              const Settings& /*settings*/, PackageDatabase& database) {
  const auto owners = database.owners(check.path.empty() ? check.pidfile : check.path);
  return !owners || !owners->empty();
}

bool ModelHost::reads_in_time(const Enough& enough) {
  constexpr std::chrono::milliseconds kPiece{100};
  for (Usec left = machine_.reading_takes; left > 0; left -= usec(kPiece)) {
    if (enough && enough()) return false;
    sleep(kPiece);
  }
  return !enough || !enough();
}

rules::PresentFile ModelHost::present_file(const std::string& path,
                                           const std::set<Algorithm>& algorithms,
                                           const Enough& enough) {
  constexpr std::int64_t kNanoseconds = 1'000;
  rules::PresentFile file;
  file.names = {path};
  if (fails("file.read")) {
    file.kind = rules::PresentFile::Kind::unreadable;
    return file;
  }
  const bool in_time = algorithms.empty() || !machine_.content(path) || reads_in_time(enough);
  const auto now = machine_.examine(path);
  if (!now) return file;
  file.kind = rules::PresentFile::Kind::content;
  const auto large = machine_.sizes.find(path);
  const auto size = static_cast<std::int64_t>(now->size());
  file.identity = {1, 1, large == machine_.sizes.end() ? size : large->second,
                   machine_.changed_at(path).value_or(0) * kNanoseconds};
  file.mode = 0644;
  if (!in_time) {
    file.kind = rules::PresentFile::Kind::too_large;
    return file;
  }
  for (const Algorithm& algorithm : algorithms) {
    file.digests[algorithm] = digest_of_text(*now, algorithm);
  }
  return file;
}

Result<rules::Packaging> ModelHost::packaging(rules::PresentFile& file, PackageDatabase& database) {
  return packaging_of(file, database);
}

void ModelHost::log(const LogEntry& entry) {
  machine_.scheduler.note("says: " + entry.message);
}

// As in engine/session/host/guard_start.cpp: waits until the guard has signed the record.
Done ModelHost::start_guard(const Settings& settings, const SessionRecord& record) {
  if (auto stepped = step("guard.start"); !stepped) return stepped;
  if (!machine_.guards_start) return no_guard();
  Machine& machine = machine_;
  const int guard = machine.scheduler.spawn("guard", [&machine, settings, id = record.id] {
    ModelHost host(machine);
    static_cast<void>(run_guard(settings, id, -1, host));
  });
  machine.guards[guard] = record.id;
  constexpr Usec kWordWithin = 5 * kSecond;
  const Usec deadline = machine.scheduler.now() + kWordWithin;
  while (machine.scheduler.now() < deadline && machine.scheduler.lives(guard)) {
    const Journal journal = machine.opened_journal();
    const auto now = journal.load(record.id);
    if (now && now->guard_pid == guard && guard_alive(*now, *this)) return done();
    if (!now && !journal.has(record.id)) break;
    const UntoldSteps again;
    machine.scheduler.sleep(20 * kMillisecond);
  }
  return no_guard();
}

}  // namespace pkgmap::model
