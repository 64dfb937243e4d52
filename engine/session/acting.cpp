#include "engine/session/acting.hpp"

#include "engine/system/step.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPollEvery{40};
constexpr milliseconds kWakeAfter{700};
constexpr int kTries = 2;
constexpr milliseconds kBetweenTries{300};
// Long enough for a cycle in progress; a request that was taken is not lost before that.
constexpr milliseconds kAskAgainAfter{3'000};

// monit checks only what is monitored: a check that was off before and has been looked at since was
// monitored, and switched itself off again by a test of its own. To ask for it once more would only
// raise its alarm once more.
bool was_monitored(const status::Service& service, const status::Status& before) {
  const status::Service* earlier = before.find(service.name);
  return earlier && earlier->settled_off() && service.settled_off() &&
         service.collected_usec > earlier->collected_usec;
}

bool is_true(const status::Service& service, MonitClient::Verb verb, const status::Status& before) {
  if (verb == MonitClient::Verb::unmonitor) return service.settled_off();
  return service.settled_on() || was_monitored(service, before);
}

bool is_pending(const status::Service& service, MonitClient::Verb verb) {
  constexpr int kUnmonitor = 5;
  constexpr int kMonitor = 7;
  return service.pending_action == (verb == MonitClient::Verb::monitor ? kMonitor : kUnmonitor);
}

Acted look(const status::Status& status, const Order& order, const status::Status& before) {
  Acted acted;
  for (const std::string& name : order.expect) {
    const status::Service* service = status.find(name);
    if (!service) {
      acted.gone.push_back(name);
    } else {
      (is_true(*service, order.verb, before) ? acted.done : acted.late).push_back(name);
    }
  }
  return acted;
}

// Those that were named, are not true and are not on their way: the request was replaced or lost.
// If only checks of the cascade are missing, they have to be named themselves.
std::vector<std::string> to_ask_again(const status::Status& status, const Order& order,
                                      const Acted& acted) {
  std::vector<std::string> names;
  for (const std::string& name : acted.late) {
    const status::Service* service = status.find(name);
    if (service && is_pending(*service, order.verb)) return {};
    names.push_back(name);
  }
  return names;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  for (const std::string& other : names) {
    if (other == name) return true;
  }
  return false;
}

std::vector<std::string> present(const status::Status& status,
                                 const std::vector<std::string>& names) {
  std::vector<std::string> found;
  for (const std::string& name : names) {
    if (status.find(name) && !contains(found, name)) found.push_back(name);
  }
  return found;
}

// One that does not get through may the next time: nobody else is going to ask for it.
Done ask(Host& host, MonitClient& monit, MonitClient::Verb verb,
         const std::vector<std::string>& names, const std::string& version) {
  Done asked = monit.act(verb, names, version);
  for (int tries = 1; !asked && tries < kTries; ++tries) {
    host.sleep(kBetweenTries);
    asked = monit.act(verb, names, version);
  }
  return asked;
}

Result<status::Status> look_at_last(Host& host, MonitClient& monit) {
  auto status = monit.status();
  for (int tries = 1; !status && tries < kTries; ++tries) {
    host.sleep(kBetweenTries);
    status = monit.status();
  }
  return status;
}

}  // namespace

Result<Acted> act_until_true(Host& host, MonitClient& monit, const MonitDaemon* daemon,
                             const Order& order) {
  const auto start = host.now();
  auto status = look_at_last(host, monit);
  if (!status) return status.error();
  const status::Status before = *status;
  Acted acted = look(*status, order, before);
  if (acted.late.empty()) return acted;
  const auto first = present(*status, order.name);
  if (auto asked = ask(host, monit, order.verb, first, status->version); !asked) {
    return asked.error();
  }
  auto last_asked = host.now();
  bool woken = false;
  for (bool first_look = true;; first_look = false) {
    host.sleep(kPollEvery);
    // However often it looks: it is one step.
    std::optional<UntoldSteps> looking;
    if (!first_look) looking.emplace();
    // monit's server goes away for a moment when somebody reloads it.
    if (auto again = monit.status()) status = std::move(again);
    acted = look(*status, order, before);
    const auto now = host.now();
    if (acted.late.empty() || now - start >= order.bound) return acted;
    if (daemon && !woken && now - start >= kWakeAfter) {
      woken = true;
      // Failing to wake it only means to wait for its next cycle.
      static_cast<void>(host.wake(*daemon));
    }
    if (now - last_asked >= kAskAgainAfter) {
      const auto names = to_ask_again(*status, order, acted);
      // One that does not get through, as while monit reads its control file, is asked once more.
      if (!names.empty()) static_cast<void>(monit.act(order.verb, names, status->version));
      last_asked = now;
    }
  }
}

}  // namespace pkgmap
