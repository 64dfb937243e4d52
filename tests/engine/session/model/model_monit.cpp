#include "tests/engine/session/model/model_monit.hpp"

#include <algorithm>

namespace pkgmap::model {
namespace {

using Verb = MonitClient::Verb;

constexpr int kChecksumFailed = 0x1;
constexpr int kDoesNotExist = 0x200;
// From a signal or a request to the cycle that it begins, when nothing is in progress.
constexpr Usec kLatency = 20 * kMillisecond;
// Its server is away while it reads its control file.
constexpr Usec kReading = 60 * kMillisecond;

const monitrc::Test* checksum_test(const ModelService& service) {
  for (const monitrc::Test& test : service.check->tests) {
    if (test.kind == monitrc::TestKind::checksum) return &test;
  }
  return nullptr;
}

void link(std::vector<ModelService>& services) {
  for (std::size_t i = 0; i < services.size(); ++i) {
    for (const std::string& name : services[i].check->depends_on) {
      for (std::size_t parent = 0; parent < services.size(); ++parent) {
        if (!monitrc::same_name(services[parent].check->name, name)) continue;
        services[i].parents.push_back(parent);
        services[parent].children.push_back(i);
      }
    }
  }
}

void visit(const std::vector<ModelService>& services, std::size_t number,
           std::vector<std::size_t>& order) {
  if (std::find(order.begin(), order.end(), number) != order.end()) return;
  for (const std::size_t parent : services[number].parents) visit(services, parent, order);
  order.push_back(number);
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
  reload_asked_ = false;
  reader_ = Who::administrator;
  services_.clear();
  read_control_file(now, rebooted);
  server_back_ = now + kReading;
  busy_until_ = now + kReading;
  next_cycle_ = busy_until_;
}

void ModelMonit::stop() {
  if (!alive_) return;
  save();
  alive_ = false;
}

void ModelMonit::kill() {
  alive_ = false;
}

void ModelMonit::reload(Usec now, Who who) {
  if (!alive_) return;
  reload_asked_ = true;
  reloader_ = who;
  wake(now);
}

void ModelMonit::wake(Usec now) {
  next_cycle_ = std::min(next_cycle_, std::max(busy_until_, now + kLatency));
}

std::optional<Usec> ModelMonit::next_event() const {
  if (!alive_) return std::nullopt;
  return next_cycle_;
}

void ModelMonit::run(Usec now) {
  while (alive_ && next_cycle_ <= now) {
    const Usec at = next_cycle_;
    if (reload_asked_) {
      reload_asked_ = false;
      save();
      reader_ = reloader_;
      read_control_file(at, false);
      server_back_ = at + kReading;
    } else if (dirty_) {
      save();
    }
    begin_cycle(at);
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

void ModelMonit::read_control_file(Usec now, bool rebooted) {
  const std::vector<ModelService> before = std::move(services_);
  services_.clear();
  const auto kept_alive = parsed_;
  parsed_ = world_.control_file();
  for (const monitrc::Check& check : parsed_->control_file.checks) {
    ModelService service;
    service.check = &check;
    service.collected = world_.wall();
    const auto saved = saved_.find(check.name);
    const bool starts = rebooted && check.onreboot != monitrc::OnReboot::laststate;
    if (saved != saved_.end() && !starts) {
      service.monitor = saved->second.monitor == 0 ? 0 : 2;
      service.last = saved->second.last;
    }
    if (checksum_test(service)) service.baseline = world_.content(check.path);
    services_.push_back(std::move(service));
  }
  link(services_);
  order_.clear();
  for (std::size_t i = 0; i < services_.size(); ++i) visit(services_, i, order_);
  incarnation_ = world_.wall() / kSecond;
  for (const ModelService& service : services_) world_.switched(service, Who::nobody);
  static_cast<void>(now);
}

void ModelMonit::begin_cycle(Usec now) {
  for (const std::size_t number : order_) {
    if (services_[number].pending) carry_out(services_[number]);
  }
  for (const std::size_t number : order_) look_at(services_[number], now);
  busy_until_ = now + cycle_;
  next_cycle_ = busy_until_ + poll_;
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

void ModelMonit::set_monitor(ModelService& service, int monitor, Who who) {
  if (service.on() == (monitor != 0)) return;
  service.monitor = monitor;
  service.last = who;
  service.errors = 0;
  service.measured.clear();
  dirty_ = true;
  world_.switched(service, who);
}

void ModelMonit::unmonitor_down(ModelService& service, Who who, const std::string& root) {
  if (service.on()) service.taken_by = root;
  // Somebody who has asked for it, too, has said so first.
  const bool asked = service.pending == Verb::unmonitor;
  set_monitor(service, 0, asked ? service.asked : who);
  for (const std::size_t child : service.children) unmonitor_down(services_[child], who, root);
}

void ModelMonit::monitor_up(ModelService& service, Who who) {
  for (const std::size_t parent : service.parents) monitor_up(services_[parent], who);
  set_monitor(service, 2, who);
}

void ModelMonit::look_at(ModelService& service, Usec now) {
  if (!service.on()) return;
  for (const std::size_t number : service.parents) {
    const ModelService& parent = services_[number];
    if (parent.monitor != 1 || parent.errors != 0) return;
  }
  static_cast<void>(now);
  service.collected = world_.wall();
  service.monitor = 1;
  const auto content = service.check->path.empty() ? std::optional<std::string>("")
                                                   : world_.content(service.check->path);
  if (!content) {
    service.errors = kDoesNotExist;
    return;
  }
  service.errors = 0;
  compare(service, *content);
}

void ModelMonit::compare(ModelService& service, const std::string& content) {
  const monitrc::Test* test = checksum_test(service);
  if (!test) return;
  service.measured = content;
  if (!service.baseline || test->trigger == monitrc::Trigger::changed) service.baseline = content;
  if (*service.baseline == content) return;
  service.errors = kChecksumFailed;
  if (test->action.kind == monitrc::ActionKind::unmonitor)
    unmonitor_down(service, Who::test, service.check->name);
}

const ModelService* ModelMonit::find(const std::string& name) const {
  for (const ModelService& service : services_) {
    if (monitrc::same_name(service.check->name, name)) return &service;
  }
  return nullptr;
}

void ModelMonit::ask(Verb verb, const std::string& name, Who who, Usec now) {
  for (ModelService& service : services_) {
    if (!monitrc::same_name(service.check->name, name)) continue;
    service.pending = verb;
    service.asked = who;
  }
  wake(now);
}

status::Status ModelMonit::status() const {
  constexpr int kUnmonitor = 5;
  constexpr int kMonitor = 7;
  status::Status status;
  status.id = "model";
  status.incarnation = incarnation_;
  status.version = "5.33.0";
  status.poll = static_cast<int>(poll_ / kSecond);
  status.control_file = parsed_->control_file.path;
  status.services.reserve(services_.size());
  for (const ModelService& service : services_) {
    status::Service shown;
    shown.name = service.check->name;
    shown.type = static_cast<int>(service.check->type);
    shown.collected_usec = service.collected;
    shown.status = service.errors;
    shown.monitor = service.monitor;
    if (service.pending)
      shown.pending_action = *service.pending == Verb::monitor ? kMonitor : kUnmonitor;
    if (service.on() && !service.measured.empty()) {
      shown.checksum = service.measured;
      shown.checksum_type = "MD5";
    }
    status.services.push_back(std::move(shown));
  }
  return status;
}

void ModelMonit::settle(Usec& now) {
  // Requests, then a cycle in which everything that may be looked at has been.
  const Usec end = now + 3 * poll_ + 3 * cycle_;
  while (const auto next = next_event()) {
    if (*next > end) break;
    now = *next;
    run(now);
  }
}

}  // namespace pkgmap::model
