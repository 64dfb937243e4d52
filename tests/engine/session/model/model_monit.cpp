#include "tests/engine/session/model/model_monit.hpp"

#include <algorithm>

#include "rules/plan/evaluate.hpp"
#include "tests/engine/session/model/digests.hpp"

namespace pkgmap::model {
namespace {

using Verb = MonitClient::Verb;

// The time from a signal or a request to the cycle that it begins, if no cycle is in progress.
constexpr Usec kLatency = 20 * kMillisecond;
// How long monit's server does not answer while monit reads its control file.
constexpr Usec kReading = 60 * kMillisecond;

std::string request_of(Verb verb, const std::string& name) {
  return (verb == Verb::monitor ? "monitor " : "unmonitor ") + name;
}

status::Service shown(const ModelService& service) {
  constexpr int kUnmonitor = 5;
  constexpr int kMonitor = 7;
  constexpr int kCycles = 2;
  const monitrc::Check& check = *service.check;
  status::Service shown;
  shown.name = check.name;
  shown.type = static_cast<int>(check.type);
  shown.collected_usec = service.collected;
  shown.status = service.errors;
  shown.monitor = service.monitor;
  if (service.pending)
    shown.pending_action = *service.pending == Verb::monitor ? kMonitor : kUnmonitor;
  if (check.every) shown.every = {kCycles, service.counter, check.every->cycles};
  const monitrc::Test* test = rules::checksum_test(check);
  if (test && service.on() && !service.measured.empty()) {
    const Algorithm algorithm = algorithm_of(*test);
    shown.checksum = {algorithm, digest_of_text(service.measured, algorithm)};
  }
  return shown;
}

}  // namespace

const char* name_of(Who who) {
  switch (who) {
    case Who::nobody:
      return "nobody";
    case Who::session:
      return "a session";
    case Who::administrator:
      return "the administrator";
    case Who::test:
      return "a test";
  }
  return "";
}

void ModelMonit::start(Usec now, bool rebooted) {
  alive_ = true;
  ends_.reset();
  reload_asked_ = false;
  woken_ = false;
  position_.reset();
  reader_ = Who::administrator;
  services_.clear();
  read_control_file(rebooted);
  server_back_ = now + start_delay(rebooted) + kReading;
  busy_until_ = server_back_;
  next_ = busy_until_;
}

void ModelMonit::stop() {
  if (!alive_) return;
  save();
  alive_ = false;
  ends_.reset();
}

void ModelMonit::tell_to_end(Usec now) {
  if (!alive_ || ends_) return;
  ends_ = now + needs_to_end_;
  if (needs_to_end_ == 0) stop();
}

void ModelMonit::kill() {
  alive_ = false;
  ends_.reset();
}

void ModelMonit::reload(Usec now, Who who) {
  if (!alive_) return;
  reload_asked_ = true;
  reloader_ = who;
  wake(now);
}

void ModelMonit::wake(Usec now) {
  if (position_) {
    woken_ = true;
    return;
  }
  next_ = std::min(next_, std::max(busy_until_, now + kLatency));
}

std::optional<Usec> ModelMonit::next_event() const {
  if (!alive_) return std::nullopt;
  return ends_ ? *ends_ : next_;
}

void ModelMonit::run(Usec now) {
  if (ends_ && *ends_ <= now) stop();
  if (ends_) return;
  while (alive_ && next_ <= now) {
    const Usec at = next_;
    if (position_) {
      go_on(at);
      continue;
    }
    if (reload_asked_) {
      reload_asked_ = false;
      save();
      reader_ = reloader_;
      read_control_file(false);
      server_back_ = at + kReading;
    } else if (dirty_) {
      save();
    }
    if (alive_) begin_cycle(at);
  }
}

void ModelMonit::save() {
  saved_.clear();
  for (const ModelService& service : services_) {
    saved_[service.check->name] = {service.monitor, service.last};
  }
  has_saved_ = true;
  dirty_ = false;
}

void ModelMonit::begin_cycle(Usec now) {
  woken_ = false;
  for (const std::size_t number : order_) {
    if (services_[number].pending) carry_out(services_[number]);
  }
  position_ = 0;
  go_on(now);
}

// A request that came meanwhile is carried out in place of the look at the check; a pending reload
// takes the place of the rest of the cycle.
void ModelMonit::go_on(Usec now) {
  while (*position_ < order_.size() && !reload_asked_) {
    ModelService& service = services_[order_[(*position_)++]];
    Usec busy = 0;
    if (service.pending) {
      carry_out(service);
    } else if (service.on() && !is_skipped(service)) {
      busy = look_at(service);
    }
    if (busy == 0) continue;
    next_ = now + busy;
    return;
  }
  end_cycle(now);
}

void ModelMonit::end_cycle(Usec now) {
  position_.reset();
  busy_until_ = now + cycle_;
  next_ = woken_ || reload_asked_ ? busy_until_ : busy_until_ + poll_;
}

void ModelMonit::carry_out(ModelService& service) {
  const Verb verb = *service.pending;
  service.pending.reset();
  if (verb == Verb::unmonitor) {
    unmonitor_down(service, service.asked, service.check->name);
  } else {
    monitor_up(service, service.asked);
  }
}

// `unmonitor` makes `every N cycles` count anew, also for a check that is off already. `monitor`
// leaves the counter alone, so monit looks at once at a check that was off during a reload.
void ModelMonit::set_monitor(ModelService& service, int monitor, Who who) {
  if (monitor == 0) service.counter = 0;
  if (service.on() == (monitor != 0)) return;
  service.monitor = monitor;
  service.last = who;
  service.errors = 0;
  service.measured.clear();
  service.failures.clear();
  dirty_ = true;
  world_.switched(service, who);
}

void ModelMonit::unmonitor_down(ModelService& service, Who who, const std::string& root) {
  if (service.on()) service.taken_by = root;
  // The person who has asked for this check, too, counts as the one who switched it off.
  const bool asked = service.pending == Verb::unmonitor;
  set_monitor(service, 0, asked ? service.asked : who);
  for (const std::size_t child : service.children) unmonitor_down(services_[child], who, root);
}

void ModelMonit::monitor_up(ModelService& service, Who who) {
  for (const std::size_t parent : service.parents) monitor_up(services_[parent], who);
  set_monitor(service, 2, who);
}

const ModelService* ModelMonit::find(const std::string& name) const {
  for (const ModelService& service : services_) {
    if (same_name(service.check->name, name)) return &service;
  }
  return nullptr;
}

void ModelMonit::ask(Verb verb, const std::string& name, Who who, Usec now) {
  ++requests_[request_of(verb, name)];
  log_ += "[2026-01-01T00:00:00+0000] info     : '" + name +
          (verb == Verb::monitor ? "' monitor" : "' unmonitor") + " on user request\n";
  for (ModelService& service : services_) {
    if (!same_name(service.check->name, name)) continue;
    service.pending = verb;
    service.asked = who;
  }
  if (has_pidfile_) wake(now);
}

int ModelMonit::requests(Verb verb, const std::string& name) const {
  const auto found = requests_.find(request_of(verb, name));
  return found == requests_.end() ? 0 : found->second;
}

status::Status ModelMonit::status() const {
  status::Status status;
  status.id = "model";
  status.incarnation = incarnation_;
  status.version = std::to_string(version_.major) + "." + std::to_string(version_.minor) + ".0";
  status.poll = static_cast<int>(poll_ / kSecond);
  status.control_file = parsed_->control_file.path;
  status.services.reserve(services_.size());
  for (const ModelService& service : services_) status.services.push_back(shown(service));
  return status;
}

void ModelMonit::settle(Usec& now) {
  // Long enough for pending requests and then a cycle that looks at every check that is due.
  const Usec end = now + 3 * poll_ + 3 * cycle_;
  while (const auto next = next_event()) {
    if (*next > end) break;
    now = *next;
    run(now);
  }
}

}  // namespace pkgmap::model
