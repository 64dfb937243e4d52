// How the monit of the model reads its control file.
#include <algorithm>

#include "rules/plan/evaluate.hpp"
#include "tests/engine/session/model/model_monit.hpp"

namespace pkgmap::model {
namespace {

void link(std::vector<ModelService>& services) {
  for (std::size_t i = 0; i < services.size(); ++i) {
    for (const std::string& name : services[i].check->depends_on) {
      for (std::size_t parent = 0; parent < services.size(); ++parent) {
        if (!same_name(services[parent].check->name, name)) continue;
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

// Whether monit compares with the content that it finds when it reads its control file. monit 5.17
// to 6.0 reads the baseline of `if changed` back from its state file, but does not use it: the
// first look at a check that it knew before takes the content that it finds.
bool compares_at_once(const monitrc::Check& check, bool first) {
  const monitrc::Test* test = rules::checksum_test(check);
  return test && (first || test->trigger == monitrc::Trigger::failed);
}

}  // namespace

bool ModelMonit::listens(const monitrc::Httpd& access) const {
  if (!parsed_ || !parsed_->control_file.httpd) return false;
  const monitrc::Httpd& served = *parsed_->control_file.httpd;
  return served.unixsocket && access.unixsocket &&
         served.unixsocket->path == access.unixsocket->path;
}

bool ModelMonit::serves(const monitrc::Httpd& access) const {
  if (!listens(access)) return false;
  const monitrc::Httpd& served = *parsed_->control_file.httpd;
  const auto password = [](const monitrc::Httpd& httpd) {
    return httpd.credentials.empty() ? std::string() : httpd.credentials.front().password;
  };
  return served.credentials.empty() || password(served) == password(access);
}

// monit ends itself if its control file has an error.
void ModelMonit::read_control_file(bool rebooted) {
  const auto kept_alive = parsed_;
  const std::vector<ModelService> before = std::move(services_);
  services_.clear();
  parsed_ = world_.control_file();
  alive_ = parsed_->ok();
  for (const monitrc::Check& check : parsed_->control_file.checks) {
    ModelService service;
    service.check = &check;
    service.collected = world_.wall();
    // monit's first look comes at once, whatever `every` says.
    if (check.every) service.counter = check.every->cycles;
    const auto saved = saved_.find(check.name);
    const bool starts = rebooted && check.onreboot != monitrc::OnReboot::laststate;
    if (saved != saved_.end() && !starts) {
      service.monitor = saved->second.monitor == 0 ? 0 : 2;
      service.last = saved->second.last;
    }
    const bool first = saved == saved_.end();
    if (compares_at_once(check, first)) service.baseline = world_.content(check.path);
    services_.push_back(std::move(service));
  }
  link(services_);
  order_.clear();
  for (std::size_t i = 0; i < services_.size(); ++i) visit(services_, i, order_);
  incarnation_ = world_.wall() / kSecond;
  for (const ModelService& service : services_) world_.switched(service, Who::nobody);
}

// monit also waits if it has no saved state.
Usec ModelMonit::start_delay(bool rebooted) const {
  const auto& daemon = parsed_->control_file.daemon;
  if (!daemon || (has_saved_ && !rebooted)) return 0;
  return daemon->start_delay_seconds * kSecond;
}

}  // namespace pkgmap::model
