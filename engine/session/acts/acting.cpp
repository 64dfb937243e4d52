#include "engine/session/acts/acting.hpp"

#include <algorithm>
#include <utility>

#include "engine/session/acts/heard.hpp"
#include "engine/session/acts/in_turn.hpp"
#include "engine/system/step.hpp"
#include "parsers/source/contains.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPollEvery{40};
constexpr milliseconds kWakeAfter{700};
constexpr int kTries = 3;
constexpr milliseconds kBetweenTries{300};
// Longer than a cycle in progress takes: a request that monit has taken is not lost before that.
constexpr milliseconds kAskAgainAfter{3'000};
// A check that is still off after so many requests went off each time, by a test of a prerequisite.
constexpr int kMostRequests = 3;

bool is_true(const status::Service& service, MonitClient::Verb verb) {
  return verb == MonitClient::Verb::monitor ? service.settled_on() : service.settled_off();
}

bool is_pending(const status::Service& service, MonitClient::Verb verb) {
  constexpr int kUnmonitor = 5;
  constexpr int kMonitor = 7;
  return service.pending_action == (verb == MonitClient::Verb::monitor ? kMonitor : kUnmonitor);
}

// Whether the check is off because monit looked at it: monit does not look at a check that is off,
// so a new last look came after the request. After a new reading of the control file the two looks
// cannot be compared.
bool went_off(const status::Status& before, const status::Status& now, const std::string& name) {
  const status::Service* was = before.find(name);
  const status::Service* service = now.find(name);
  return was && service && before.incarnation == now.incarnation && !was->monitored() &&
         service->settled_off() && service->collected_usec != was->collected_usec;
}

// Moves the checks that went off again, and their dependents, from `late` to `off_again`.
void sort_out(const status::Status& before, const status::Status& now, const Order& order,
              Acted& acted) {
  if (order.verb != MonitClient::Verb::monitor) return;
  CheckNames went;
  for (const std::string& name : acted.late) {
    if (went_off(before, now, name)) went.push_back(name);
  }
  if (went.empty()) return;
  const auto went_by_cascade = [&](const std::string& name) {
    if (names_check(went, name)) return true;
    const auto found = order.prerequisites.find(name);
    return found != order.prerequisites.end() &&
           std::any_of(
               found->second.begin(), found->second.end(),
               [&](const std::string& prerequisite) { return names_check(went, prerequisite); });
  };
  for (const std::string& name : acted.late) {
    if (went_by_cascade(name)) acted.off_again.push_back(name);
  }
  std::erase_if(acted.late,
                [&](const std::string& name) { return names_check(acted.off_again, name); });
}

// A prerequisite that is off and that this order does not switch on. Returns an empty string if
// there is none.
std::string prerequisite_off(const status::Status& now, const Order& order,
                             const std::string& name) {
  const auto found = order.prerequisites.find(name);
  if (found == order.prerequisites.end()) return {};
  for (const std::string& prerequisite : found->second) {
    const status::Service* service = now.find(prerequisite);
    if (service && service->settled_off() && !names_check(order.expect, prerequisite))
      return prerequisite;
  }
  return {};
}

void set_aside_dependents(const status::Status& now, const Order& order, Acted& acted) {
  if (order.verb != MonitClient::Verb::monitor) return;
  for (const std::string& name : acted.late) {
    const std::string off = prerequisite_off(now, order, name);
    if (!off.empty()) acted.prerequisite_off.emplace(name, off);
  }
  std::erase_if(acted.late,
                [&](const std::string& name) { return acted.prerequisite_off.contains(name); });
}

Acted look(const status::Status& before, const status::Status& now, const Order& order) {
  Acted acted;
  for (const std::string& name : order.expect) {
    const status::Service* service = now.find(name);
    if (!service) {
      acted.gone.push_back(name);
    } else {
      (is_true(*service, order.verb) ? acted.done : acted.late).push_back(name);
    }
  }
  sort_out(before, now, order, acted);
  set_aside_dependents(now, order, acted);
  return acted;
}

// The late checks. Returns no name while a request for one of them is pending: then monit has not
// lost the request. A check that the cascade should have reached is named itself.
CheckNames to_ask_again(const status::Status& status, const Order& order, const Acted& acted) {
  CheckNames names;
  for (const std::string& name : acted.late) {
    const status::Service* service = status.find(name);
    if (service && is_pending(*service, order.verb)) return {};
    names.push_back(name);
  }
  return names;
}

CheckNames present(const status::Status& status, const CheckNames& names) {
  CheckNames found;
  for (const std::string& name : names) {
    if (status.find(name) && !names_check(found, name)) found.push_back(name);
  }
  return found;
}

// Returns nullopt if this process may not act any more.
Result<std::optional<status::Status>> look_before(Host& host, MonitClient& monit,
                                                  const Waiting& waiting) {
  if (waiting.turn) return status_in_turn(host, *waiting.turn, monit, waiting.read_again);
  auto status = monit.status();
  if (!status) return status.error();
  return std::optional<status::Status>(std::move(*status));
}

/// One order that is carried out: what was asked for, and what monit's status showed last.
class Pursuit {
 public:
  Pursuit(Host& host, MonitClient& monit, const MonitDaemon* daemon, const Order& order,
          const Waiting& waiting, const status::Status& before)
      : host_(host),
        monit_(monit),
        daemon_(daemon),
        order_(order),
        waiting_(waiting),
        before_(before),
        status_(before),
        start_(host.now()),
        last_asked_(start_) {}

  Result<Acted> go();

 private:
  void look_at_status() {
    // monit's server does not answer for a moment while monit is reloaded.
    if (auto again = monit_.status()) status_ = std::move(*again);
    acted_ = look(before_, status_, order_);
  }
  bool may_wake() const { return daemon_ && !woken_ && host_.now() - start_ >= kWakeAfter; }
  bool may_ask_again() const {
    return host_.now() - last_asked_ >= kAskAgainAfter &&
           !to_ask_again(status_, order_, acted_).empty();
  }
  bool is_bound_over() const { return host_.now() - start_ >= order_.bound; }

  void await();
  Done wait_in_turn(const std::function<void()>& wait);
  Done request(const CheckNames& names);
  Done ask_first();
  void leave_what_is_taken();
  void ask_again();

  Host& host_;
  MonitClient& monit_;
  const MonitDaemon* daemon_;
  const Order& order_;
  const Waiting& waiting_;
  const status::Status& before_;
  status::Status status_;
  Acted acted_;
  Host::Clock::time_point start_;
  Host::Clock::time_point last_asked_;
  bool woken_ = false;
  int requests_ = 1;
};

// Looks again and again, until there is something to do. For the tests, all of these looks are one
// step.
void Pursuit::await() {
  std::optional<UntoldSteps> looking;
  do {
    host_.sleep(kPollEvery);
    look_at_status();
    looking.emplace();
  } while (!acted_.late.empty() && !is_bound_over() && !may_wake() && !may_ask_again());
}

Done Pursuit::wait_in_turn(const std::function<void()>& wait) {
  if (!waiting_.turn) {
    wait();
    return done();
  }
  if (auto paused = waiting_.turn->pause(wait); !paused) return paused;
  if (waiting_.read_again && !waiting_.read_again()) {
    acted_.over = true;
    return done();
  }
  // What others have asked for since the last look counts.
  const UntoldSteps looking;
  look_at_status();
  leave_what_is_taken();
  return done();
}

void Pursuit::leave_what_is_taken() {
  if (!waiting_.is_taken) return;
  for (CheckNames* list : {&acted_.late, &acted_.off_again}) {
    for (const std::string& name : *list) {
      if (waiting_.is_taken(name)) acted_.taken.push_back(name);
    }
    std::erase_if(*list,
                  [this](const std::string& name) { return names_check(acted_.taken, name); });
  }
  std::erase_if(acted_.prerequisite_off, [this](const auto& known) {
    if (!waiting_.is_taken(known.first)) return false;
    acted_.taken.push_back(known.first);
    return true;
  });
}

void Pursuit::ask_again() {
  const auto names = to_ask_again(status_, order_, acted_);
  if (order_.verb == MonitClient::Verb::monitor && requests_ == kMostRequests) {
    acted_.late.clear();
    acted_.off_again.insert(acted_.off_again.end(), names.begin(), names.end());
    return;
  }
  // A request that fails, as while monit reads its control file, is repeated later.
  static_cast<void>(request(names));
  ++requests_;
  last_asked_ = host_.now();
}

Done Pursuit::request(const CheckNames& names) {
  OwnRequest own(waiting_.turn ? &waiting_.turn->journal() : nullptr, host_);
  Done asked = monit_.act(order_.verb, names, status_.version);
  own.end(asked.ok());
  return asked;
}

// Asks again and again if monit does not take the request: no later process would ask. Nothing is
// left to ask for if another session takes the checks meanwhile.
Done Pursuit::ask_first() {
  // The request does not name a dependent that is set aside, so no cascade from it reaches its
  // prerequisites: each late check is named.
  auto names = present(before_, acted_.prerequisite_off.empty() ? order_.name : acted_.late);
  for (int tries = 1;; ++tries) {
    Done asked = request(names);
    last_asked_ = host_.now();
    if (asked || tries == kTries) return asked;
    if (auto waited = wait_in_turn([this] { host_.sleep(kBetweenTries); }); !waited) return waited;
    if (acted_.over || acted_.late.empty()) return done();
    if (!acted_.taken.empty()) names = acted_.late;
  }
}

Result<Acted> Pursuit::go() {
  acted_ = look(before_, before_, order_);
  if (acted_.late.empty()) return acted_;
  if (auto asked = ask_first(); !asked) return asked.error();
  for (;;) {
    if (acted_.over || acted_.late.empty()) return acted_;
    if (auto waited = wait_in_turn([this] { await(); }); !waited) return waited.error();
    if (acted_.over || acted_.late.empty() || is_bound_over()) return acted_;
    if (may_wake()) {
      woken_ = true;
      // If the signal fails, monit's next cycle comes by itself.
      static_cast<void>(host_.wake(*daemon_));
    }
    if (may_ask_again()) ask_again();
    if (acted_.late.empty()) return acted_;
  }
}

}  // namespace

Result<Acted> act_until_true(Host& host, MonitClient& monit, const MonitDaemon* daemon,
                             const Order& order, const Waiting& waiting) {
  auto looked = look_before(host, monit, waiting);
  if (!looked) return looked.error();
  Acted nothing;
  nothing.over = true;
  if (!*looked) return nothing;
  status::Status& before = **looked;
  auto acted = Pursuit(host, monit, daemon, order, waiting, before).go();
  if (acted) acted->before = std::move(before);
  return acted;
}

}  // namespace pkgmap
