#include "engine/monit/client.hpp"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

#include "engine/monit/action.hpp"
#include "engine/monit/certificate.hpp"
#include "engine/monit/endpoint.hpp"
#include "engine/monit/http_client.hpp"
#include "engine/monit/identify.hpp"
#include "engine/monit/status_identity.hpp"
#include "engine/monit/tls_module.hpp"
#include "engine/system/step.hpp"
#include "engine/system/text.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap {
namespace {

Error monit_error(std::string message, std::string hint = {}) {
  return Error{ErrorCode::monit, std::move(message), std::move(hint)};
}

// monit compares the token in the cookie with the one in the form (CHANGES 5.20); any value will
// do.
std::string random_token() {
  std::array<unsigned char, 16> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    return "monit-pkgmap";
  }
  return hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string seconds(std::chrono::milliseconds time) {
  const auto count = time.count();
  return count % 1000 == 0 ? std::to_string(count / 1000) + " s" : std::to_string(count) + " ms";
}

constexpr const char* kNotReadYet =
    "was the control file, or its password file, changed since monit read it? Then reload monit";

// monit closes the connection of a host that no 'allow' names, before it reads the request. With
// TLS it also breaks off if one end speaks TLS and the other does not, as after a change of the
// control file.
Error breaks_off(const std::string& where, const HttpOutcome& outcome) {
  const std::string host = outcome.from == "127.0.0.1" ? "localhost" : outcome.from;
  return monit_error("monit breaks off on " + where +
                         ": it refuses this host, or has not read its present control file",
                     "'set httpd' needs 'allow " + host + "'; then reload monit");
}

Error no_reply(const HttpClient& http, const HttpOutcome& outcome) {
  const std::string where = name_of(http.endpoint());
  switch (outcome.failure) {
    case HttpFailure::not_monit:
      return outcome.refusal;
    case HttpFailure::timed_out:
      return monit_error("monit does not answer on " + where + " within " +
                         seconds(http.timeout()));
    case HttpFailure::refused:
    case HttpFailure::broken:
      if (outcome.peer && outcome.peer->known_by == Peer::KnownBy::process &&
          !outcome.from.empty()) {
        return breaks_off(where, outcome);
      }
      return monit_error("what answers on " + where + " breaks off or is not monit");
    case HttpFailure::too_large:
      return monit_error("the answer of monit on " + where + " is larger than 16 MiB");
    default:
      if (outcome.own_error != 0) {
        return monit_error("monit cannot be asked on " + where + ": " +
                           system_message(outcome.own_error));
      }
      return monit_error("monit does not answer on " + where, "is it running?");
  }
}

Error bad_status(const HttpClient& http, int status) {
  switch (status) {
    case 401:
      return monit_error("monit refuses our credentials", kNotReadYet);
    case 403:
      return monit_error("monit lets us look but not act", kNotReadYet);
    default:
      return monit_error("monit answers on " + name_of(http.endpoint()) + " with HTTP status " +
                         std::to_string(status));
  }
}

bool is_success(int status) {
  return status == 200 || status == 302;  // 302 since 5.30
}

// How long a request may take if the client is not patient.
constexpr std::chrono::milliseconds kAtOnce{2'000};

struct Patience {
  int tries = 1;
  std::chrono::milliseconds timeout{};
};

// An address of monit's server, and what its answers must be.
struct Way {
  HttpClient http;
  StatusIdentity identity;
};

class HttpMonitClient : public MonitClient {
 public:
  /// The client asks by a way only if nobody listens at the ways before; there is at least one.
  HttpMonitClient(std::vector<Way> ways, Patience patience)
      : ways_(std::move(ways)),
        patience_(patience),
        tries_(patience.tries),
        token_(random_token()) {}

  Result<status::Status> status() override {
    if (auto stepped = step("monit.status"); !stepped) return monit_error(stepped.error().message);
    return ask_for_status();
  }

  Result<std::optional<Digest>> baseline(const std::string& check) override {
    const auto html = page_of(check);
    if (!html) return html.error();
    return status::parse_check_page(*html);
  }

  Result<CheckNames> prerequisites(const std::string& check) override {
    const auto html = page_of(check);
    if (!html) return html.error();
    return status::parse_prerequisites(*html);
  }

  Done act(Verb verb, const CheckNames& checks, const std::string& version) override;

  Done may_act() override;

  std::optional<Peer> peer() override {
    if (!peer_) static_cast<void>(ask_for_status());
    return peer_;
  }

  bool be_patient(bool patient) override {
    tries_ = patient ? patience_.tries : 1;
    for (Way& way : ways_) {
      way.http.wait_at_most(patient ? patience_.timeout : std::min(patience_.timeout, kAtOnce));
    }
    return std::exchange(patient_, patient);
  }

  std::optional<Error> impostor() override { return impostor_; }
  bool refuses_login() override { return refuses_login_; }
  bool nobody_listens() override { return nobody_listens_; }

 private:
  Result<std::string> page_of(const std::string& check) {
    if (auto stepped = step("monit.page"); !stepped) return monit_error(stepped.error().message);
    if (!has_page_of_its_own(check)) {
      return monit_error("monit cannot be asked for the page of a check that is named " + check);
    }
    HttpOutcome outcome = get("/" + percent_encode(check));
    if (outcome.failure != HttpFailure::none) return no_reply(http(), outcome);
    if (outcome.reply.status == 404) return monit_error("monit has no check " + check);
    if (outcome.reply.status != 200) return bad_status(http(), outcome.reply.status);
    return std::move(outcome.reply.body);
  }

  Result<status::Status> ask_for_status() {
    const HttpOutcome outcome = get("/_status?format=xml");
    if (outcome.failure != HttpFailure::none) return no_reply(http(), outcome);
    if (outcome.reply.status != 200) return bad_status(http(), outcome.reply.status);
    std::string reason;
    std::optional<status::Status> status = status::parse_status(outcome.reply.body, &reason);
    if (!status) {
      return monit_error("what answers on " + name_of(http().endpoint()) +
                         " sends no status of monit: " + reason);
    }
    if (Done same = ways_[at_].identity.is_of(*status, *outcome.peer); !same) {
      peer_.reset();
      return same.error();
    }
    return *std::move(status);
  }

  const HttpClient& http() const { return ways_[at_].http; }

  // The first way counts, unless nobody listens there and monit answers at another one, as after
  // somebody has removed its unix socket. So nobody gains by taking another address of monit.
  template <class Ask>
  HttpOutcome by_any_way(const Ask& ask) {
    at_ = 0;
    HttpOutcome outcome = ask(http());
    const bool is_silent = outcome.failure == HttpFailure::no_connection && outcome.own_error == 0;
    for (std::size_t i = 1; is_silent && i < ways_.size(); ++i) {
      HttpOutcome other = ask(ways_[i].http);
      if (other.failure != HttpFailure::none) continue;
      other.peer->doubt = "nobody listens on " + name_of(http().endpoint()) +
                          ": monit answers on " + name_of(ways_[i].http.endpoint()) + " alone";
      other.peer->todo = "reload monit, which makes its socket anew";
      at_ = i;
      return other;
    }
    return outcome;
  }

  // monit closes its listener for a moment while it reloads.
  template <class Ask>
  HttpOutcome patiently(const Ask& ask_one, bool again_when_broken) {
    const auto ask = [&] { return by_any_way(ask_one); };
    HttpOutcome outcome = ask();
    for (int i = 1; i < tries_; ++i) {
      const bool again = outcome.failure == HttpFailure::no_connection ||
                         outcome.failure == HttpFailure::refused ||
                         (again_when_broken && outcome.failure == HttpFailure::broken);
      if (!again) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      outcome = ask();
    }
    nobody_listens_ = outcome.failure == HttpFailure::no_connection && outcome.own_error == 0;
    const bool is_another = outcome.failure == HttpFailure::not_monit;
    impostor_ = is_another ? std::optional<Error>(outcome.refusal) : std::nullopt;
    if (outcome.failure == HttpFailure::none) peer_ = outcome.peer;
    refuses_login_ = outcome.failure == HttpFailure::none && outcome.reply.status == 401;
    return outcome;
  }

  HttpOutcome get(const std::string& path) {
    return patiently([&](const HttpClient& http) { return http.get(path); }, true);
  }

  HttpOutcome post(const ActionRequest& request) {
    const std::string cookie = "securitytoken=" + token_;
    return patiently(
        [&](const HttpClient& http) { return http.post(request.path, request.body, cookie); },
        false);
  }

  Done send(const CheckNames& checks, const ActionTerms& terms);
  Done send(const ActionRequest& request, const ActionTerms& terms);

  std::vector<Way> ways_;
  std::size_t at_ = 0;  ///< The way of the last answer.
  std::optional<Peer> peer_;
  std::optional<Error> impostor_;
  bool refuses_login_ = false;
  bool nobody_listens_ = false;
  Patience patience_;
  bool patient_ = true;
  int tries_;
  std::string token_;
};

Done HttpMonitClient::send(const ActionRequest& request, const ActionTerms& terms) {
  const HttpOutcome outcome = post(request);
  if (outcome.failure != HttpFailure::none) return no_reply(http(), outcome);
  const int status = outcome.reply.status;
  if (is_success(status)) return done();
  const CheckNames& checks = request.checks;
  if (status == 400 && checks.size() > 1) {
    // The request was too long, or monit no longer knows one of the checks: each half is tried.
    const auto middle = checks.begin() + static_cast<std::ptrdiff_t>(checks.size() / 2);
    const Done first = send(CheckNames(checks.begin(), middle), terms);
    const Done second = send(CheckNames(middle, checks.end()), terms);
    return first ? second : first;
  }
  if (status == 400 && request.path == kGroupPath) {
    // monit's own library of regular expressions may not take the name.
    if (const auto alone = request_alone(checks.front(), terms)) return send(*alone, terms);
  }
  if (status == 400 || status == 404) return monit_error("monit has no check " + checks.front());
  return bad_status(http(), status);
}

// Sends all requests, also after one has failed, and returns the first error.
Done HttpMonitClient::send(const CheckNames& checks, const ActionTerms& terms) {
  const ActionPlan plan = plan_action(checks, terms);
  Done result = done();
  for (const ActionRequest& request : plan.requests) {
    const Done sent = send(request, terms);
    if (result && !sent) result = sent;
  }
  if (result && !plan.unsayable.empty()) {
    return monit_error("monit cannot be asked to act on a check that is named " +
                       plan.unsayable.front());
  }
  return result;
}

Done HttpMonitClient::act(Verb verb, const CheckNames& checks, const std::string& version) {
  if (checks.empty()) return done();
  if (auto stepped = step("monit.act"); !stepped) return monit_error(stepped.error().message);
  const UntoldSteps one_step;
  // The status is read for each action: a reload may have changed the names and so the body limit.
  const Result<status::Status> now = status();
  if (!now) return now.error();

  const CheckNames services = names_of(now->services);
  CheckNames known;
  std::string unknown;
  for (const std::string& check : checks) {
    if (now->find(check) != nullptr) {
      known.push_back(check);
    } else {
      unknown += (unknown.empty() ? "" : ", ") + check;
    }
  }
  const ActionTerms terms{verb, version, token_, body_limit(services)};
  if (Done sent = send(known, terms); !sent) return sent;
  if (!unknown.empty()) return monit_error("monit has no check " + unknown);
  return done();
}

// Requests an action that names no service: monit checks the user's rights, and then acts on none.
Done HttpMonitClient::may_act() {
  const ActionRequest nobody{"/_doaction", "action=monitor&securitytoken=" + token_, {}};
  const HttpOutcome outcome = post(nobody);
  if (outcome.failure != HttpFailure::none) return no_reply(http(), outcome);
  return is_success(outcome.reply.status) ? done() : Done(bad_status(http(), outcome.reply.status));
}

StatusIdentity identity_of(const monitrc::ControlFile& control_file, const HttpEndpoint& endpoint) {
  return StatusIdentity({name_of(endpoint), control_file.path, control_file.idfile});
}

IdentifyPeer identify_with(const monitrc::ControlFile& control_file, const HttpEndpoint& endpoint,
                           const ClientOptions& options) {
  if (options.identify) return options.identify;
  return identify_monit_as({name_of(endpoint), control_file.path, control_file.pidfile,
                            !endpoint.key.empty(), options.unknown_peer});
}

Way way_to(const monitrc::ControlFile& control_file, HttpEndpoint endpoint,
           const ClientOptions& options) {
  if (endpoint.ssl) endpoint.key = key_in(control_file.httpd->tcp->tls, options.root);
  StatusIdentity identity = identity_of(control_file, endpoint);
  IdentifyPeer identify = identify_with(control_file, endpoint, options);
  return {HttpClient(std::move(endpoint), options.timeout, std::move(identify)),
          std::move(identity)};
}

}  // namespace

Result<std::unique_ptr<MonitClient>> connect_monit(const monitrc::ControlFile& control_file,
                                                   const ClientOptions& options) {
  Result<std::vector<HttpEndpoint>> endpoints = choose_endpoints(control_file, options.root);
  if (!endpoints) return endpoints.error();
  std::vector<Way> ways;
  for (HttpEndpoint& endpoint : *endpoints) {
    if (endpoint.ssl && !tls_functions()) continue;
    ways.push_back(way_to(control_file, std::move(endpoint), options));
  }
  if (ways.empty()) {
    return monit_error(
        tls_module() + " cannot be loaded, and without it monit cannot be asked by TLS",
        "install monit-pkgmap anew");
  }
  return std::unique_ptr<MonitClient>(
      std::make_unique<HttpMonitClient>(std::move(ways), Patience{options.tries, options.timeout}));
}

}  // namespace pkgmap
