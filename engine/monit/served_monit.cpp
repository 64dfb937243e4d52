#include "engine/monit/served_monit.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/monit/certificate.hpp"
#include "engine/monit/endpoint.hpp"

namespace pkgmap {
namespace {

using Clients = std::vector<std::shared_ptr<MonitClient>>;

/// Asks the clients in turn, beginning with the one that has answered last.
class ClientInTurn : public MonitClient {
 public:
  explicit ClientInTurn(Clients clients) : clients_(std::move(clients)) {}

  Result<status::Status> status() override {
    return in_turn([](MonitClient& monit) { return monit.status(); });
  }

  Result<std::optional<Digest>> baseline(const std::string& check) override {
    return in_turn([&](MonitClient& monit) { return monit.baseline(check); });
  }

  Result<CheckNames> prerequisites(const std::string& check) override {
    return in_turn([&](MonitClient& monit) { return monit.prerequisites(check); });
  }

  Done act(Verb verb, const CheckNames& checks, const std::string& version) override {
    return in_turn([&](MonitClient& monit) { return monit.act(verb, checks, version); });
  }

  bool be_patient(bool patient) override {
    bool before = true;
    for (const auto& client : clients_) before = client->be_patient(patient);
    return before;
  }

  Done may_act() override {
    return in_turn([](MonitClient& monit) { return monit.may_act(); });
  }

  std::optional<Peer> peer() override {
    if (auto peer = clients_[at_]->peer()) return peer;
    static_cast<void>(status());
    return clients_[at_]->peer();
  }

  /// Whichever address somebody else has: after a reload, monit serves only one of them.
  std::optional<Error> impostor() override {
    std::optional<Error> impostor;
    for (std::size_t i = 0; is_silent_ && !impostor && i < clients_.size(); ++i) {
      impostor = clients_[i]->impostor();
    }
    return impostor;
  }

  bool nobody_listens() override {
    return is_silent_ && std::all_of(clients_.begin(), clients_.end(),
                                     [](const auto& client) { return client->nobody_listens(); });
  }

  bool refuses_login() override {
    return is_silent_ && std::any_of(clients_.begin(), clients_.end(),
                                     [](const auto& client) { return client->refuses_login(); });
  }

 private:
  /// Returns the first client's error if no client answers: it is that of the control file.
  template <class Ask>
  auto in_turn(const Ask& ask) -> decltype(ask(std::declval<MonitClient&>())) {
    is_silent_ = false;
    auto answer = ask(*clients_[at_]);
    for (std::size_t i = 1; !answer && i < clients_.size(); ++i) {
      const std::size_t other = (at_ + i) % clients_.size();
      if (!clients_[other]->status()) continue;
      at_ = other;
      return ask(*clients_[at_]);
    }
    if (answer || (at_ != 0 && clients_[at_]->status())) return answer;
    if (at_ != 0) answer = ask(*clients_[0]);
    is_silent_ = !answer;
    return answer;
  }

  Clients clients_;
  std::size_t at_ = 0;
  bool is_silent_ = false;  ///< No client answered the last request.
};

Result<MonitAccess> access_of(const monitrc::ControlFile& file, const std::string& root) {
  Result<std::vector<HttpEndpoint>> endpoints = choose_endpoints(file, root);
  if (!endpoints) return endpoints.error();
  for (HttpEndpoint& endpoint : *endpoints) {
    if (endpoint.ssl) endpoint.key = key_in(file.httpd->tcp->tls, root);
  }
  return MonitAccess{*std::move(endpoints), file.path, file.pidfile, file.idfile};
}

bool are_same(const HttpEndpoint& l, const HttpEndpoint& r) {
  return l.unix_path == r.unix_path && l.host == r.host && l.port == r.port && l.ssl == r.ssl &&
         l.logs_in == r.logs_in && l.user == r.user && l.password == r.password && l.key == r.key;
}

bool are_same(const MonitAccess& left, const MonitAccess& right) {
  const auto same = [](const HttpEndpoint& l, const HttpEndpoint& r) { return are_same(l, r); };
  return std::equal(left.endpoints.begin(), left.endpoints.end(), right.endpoints.begin(),
                    right.endpoints.end(), same) &&
         left.control_file == right.control_file && left.pidfile == right.pidfile &&
         left.idfile == right.idfile;
}

}  // namespace

std::shared_ptr<const ServedMonit> remember_monit(const monitrc::ControlFile& control_file,
                                                  Result<std::unique_ptr<MonitClient>> client,
                                                  const std::string& root) {
  auto access = access_of(control_file, root);
  if (!access || !client) return nullptr;
  return std::make_shared<ServedMonit>(ServedMonit{*std::move(access), *std::move(client)});
}

Result<std::unique_ptr<MonitClient>> now_or_served(Result<std::unique_ptr<MonitClient>> now,
                                                   const monitrc::ControlFile& control_file,
                                                   const ServedMonit* served,
                                                   const std::string& root) {
  if (served == nullptr) return now;
  const auto access = access_of(control_file, root);
  if (access && are_same(*access, served->access)) return now;
  Clients clients;
  if (now) clients.emplace_back(*std::move(now));
  clients.push_back(served->client);
  return std::unique_ptr<MonitClient>(std::make_unique<ClientInTurn>(std::move(clients)));
}

}  // namespace pkgmap
