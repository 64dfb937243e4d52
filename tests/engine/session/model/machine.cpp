#include "tests/engine/session/model/machine.hpp"

#include <algorithm>
#include <utility>

#include "engine/journal/content_records.hpp"
#include "engine/journal/own_requests.hpp"
#include "engine/journal/watchers.hpp"
#include "tests/engine/session/model/digests.hpp"

namespace pkgmap::model {
namespace {

// 2026-01-01
constexpr Usec kEpoch = 1'767'225'600 * kSecond;

}  // namespace

std::string ModelPackage::nevra() const {
  return name + "-" + std::to_string(version) + "-1.noarch";
}

Machine::Machine(std::uint64_t seed, Trace& trace)
    : scheduler(Random(seed), trace),
      disk(Random(seed + 1), "/var/lib/monit-pkgmap"),
      included(Random(seed + 2), kIncluded),
      witness({[this] { return somebody_acts(); },
               [this](const std::string& name) { return is_held(name); },
               [this](const std::string& path, const std::string& content) {
                 return is_packaged(path, content);
               },
               [this](const std::string& path) { return content(path).value_or("(gone)"); },
               [this](const std::string& path, int pid) {
                 const auto file = files_.find(path);
                 return file != files_.end() && file->second.seen.contains(pid);
               },
               [this](const std::string& check) { return is_suspended(check); },
               [this](const std::string& check, const std::string& other) {
                 return remembers(check, other);
               },
               [this](const std::string& check) { return is_heard(check); },
               [this](const std::string& what) { scheduler.note(what); }}),
      monit({[this](const std::string& path) { return content(path); },
             [this] { return control_file(); },
             [this](const ModelService& service, Who who) { witness.switched(service, who); },
             [this] { return wall(); },
             [this](const monitrc::Check& check) { return runs(check); }}) {
  disk.on_lock = [this] { asking_.erase(scheduler.self()); };
  set_disturber([](std::string_view) { return done(); });
}

bool Machine::somebody_acts() const {
  return disk.locked->contains("lock") || disk.locked->contains("reload.lock") ||
         std::any_of(asking_.begin(), asking_.end(),
                     [this](int pid) { return scheduler.lives(pid); });
}

void Machine::set_disturber(std::function<Done(std::string_view step)> disturb) {
  auto fail_or_disturb = [this, disturb = std::move(disturb)](std::string_view step) {
    auto failed = step.empty() ? std::nullopt : faults.come(step);
    return failed ? Done(*std::move(failed)) : disturb(step);
  };
  scheduler.set_world({[this] { return next_event(); }, [this](Usec now) { run(now); },
                       std::move(fail_or_disturb)});
}

Usec Machine::wall() const {
  return kEpoch + clock_is_ahead + scheduler.now();
}

ModelPackage* Machine::package(const std::string& name) {
  for (ModelPackage& package : packages) {
    if (package.name == name) return &package;
  }
  return nullptr;
}

bool Machine::is_suspended(const std::string& check) {
  const auto all = journal().all();
  return all && std::any_of(all->sessions.begin(), all->sessions.end(),
                            [&](const SessionRecord& session) { return holds(session, check); });
}

bool Machine::is_heard(const std::string& check) {
  const auto requests = read_own_requests(journal().store());
  const auto all = journal().all();
  if (!requests || !all || requests->boot_id != boot()) return false;
  const auto& stretches = requests->stretches;
  if (!stretches.empty() && stretches.back().to < 0) return false;
  return std::all_of(all->sessions.begin(), all->sessions.end(), [&](const SessionRecord& session) {
    return !session.find(check) || requests->find(session.id) != nullptr;
  });
}

bool Machine::remembers(const std::string& check, const std::string& other) {
  const auto records = ContentRecords::read(journal().store());
  const auto* record = records ? records->find(kControlFile, check) : nullptr;
  return record && rules::is_known(record->digests) &&
         rules::sum_by(record->digests, Algorithm::md5) != digest_of_text(other, Algorithm::md5);
}

bool Machine::is_held(const std::string& check) {
  for (const auto& [name, text] : disk.texts) {
    if (!name.ends_with(".session")) continue;
    if (text.now.find('"' + check + '"') != std::string::npos) return true;
  }
  return false;
}

void Machine::start_monit(bool rebooted) {
  ++monit_pid_;
  ++monit_start_;
  monit_began_ = wall();
  monit_starts_.reset();
  scheduler.note("monit starts");
  monit.start(scheduler.now(), rebooted);
}

void Machine::reload_monit(Who who) {
  if (who == Who::session) {
    reloader_ = scheduler.self();
    witness.will_read(monit, reloader_);
  }
  monit.reload(scheduler.now(), who);
}

std::optional<Usec> Machine::next_event() const {
  const auto next = monit.next_event();
  if (!monit_starts_) return next;
  return next ? std::min(*next, *monit_starts_) : monit_starts_;
}

void Machine::run(Usec now) {
  if (monit_starts_ && *monit_starts_ <= now) {
    if (monit.alive()) {
      monit_starts_.reset();
    } else {
      start_monit();
    }
  }
  const std::int64_t incarnation = monit.incarnation();
  monit.run(now);
  if (monit.incarnation() == incarnation) return;
  scheduler.note("monit has read its control file");
  witness.has_read(monit);
}

void Machine::set_full(bool full) {
  for (Disk* const part : {&disk, &included}) {
    part->full = full;
    part->freed = 0;
  }
}

void Machine::reboot() {
  scheduler.note("the machine reboots");
  witness.forget_what_was_heard();
  scheduler.kill_others();
  disk.lose_power();
  included.lose_power();
  monit.kill();
  ++boot_;
  scheduler.forget_start_times();
  set_full(false);
  start_monit(true);
}

void Machine::calm_down() {
  set_full(false);
  monit.be_busy(5 * kMillisecond);
  if (!monit.alive()) start_monit();
}

Journal Machine::journal() {
  return Journal(std::make_unique<ModelStore>(disk));
}

Journal Machine::opened_journal() {
  return Journal(std::make_unique<ModelStore>(disk, &faults));
}

}  // namespace pkgmap::model
