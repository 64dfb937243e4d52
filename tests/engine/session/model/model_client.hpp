// Talks to the monit of the model, as engine/monit/client.hpp does to a real one: it waits a moment
// for a server that is away.
#pragma once

#include <string>
#include <vector>

#include "engine/monit/client.hpp"
#include "tests/engine/session/model/machine.hpp"

namespace pkgmap::model {

class ModelClient : public MonitClient {
 public:
  /// The machine outlives it.
  explicit ModelClient(Machine& machine) : machine_(machine) {}

  Result<status::Status> status() override;
  Result<std::optional<status::PageBaseline>> baseline(const std::string& check) override;
  Done act(Verb verb, const std::vector<std::string>& checks, const std::string& version) override;
  Done may_act() override { return reach(); }
  int peer_pid() override { return machine_.monit.alive() ? machine_.monit_pid() : 0; }

 private:
  Done reach();

  Machine& machine_;
};

}  // namespace pkgmap::model
