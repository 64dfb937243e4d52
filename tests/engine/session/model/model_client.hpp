// Talks to the monit of the model, as engine/monit/client.hpp does to a real one: it waits a moment
// for a server that is away.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/monit/client.hpp"
#include "tests/engine/session/model/machine.hpp"

namespace pkgmap::model {

/// What monit's page of the check shows: the sum that `if failed checksum` compares with. Nullopt
/// when it has no such test, or had no file to take it from.
std::optional<status::PageBaseline> page_of(const ModelService& service);

class ModelClient : public MonitClient {
 public:
  /// The machine outlives it. `who` is whose deeds its requests are.
  explicit ModelClient(Machine& machine, Who who = Who::session) : machine_(machine), who_(who) {}

  Result<status::Status> status() override;
  Result<std::optional<status::PageBaseline>> baseline(const std::string& check) override;
  Done act(Verb verb, const std::vector<std::string>& checks, const std::string& version) override;
  Done may_act() override { return reach(); }
  std::optional<Peer> peer() override;

 private:
  Done reach();

  Machine& machine_;
  Who who_;
};

}  // namespace pkgmap::model
