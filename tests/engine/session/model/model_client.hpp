// Talks to the monit of the model, as engine/monit/client.hpp talks to a real one, and waits a
// moment for a server that does not answer.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/monit/client.hpp"
#include "tests/engine/session/model/machine.hpp"

namespace pkgmap::model {

/// The sum on monit's page of the check, with which `if failed checksum` compares. Returns nullopt
/// if the check has no such test, or monit found no file.
std::optional<Digest> page_of(const ModelService& service);

class ModelClient : public MonitClient {
 public:
  /// The machine must outlive the client. `who` counts as the person who asks.
  explicit ModelClient(Machine& machine, Who who = Who::session) : machine_(machine), who_(who) {}
  /// Reaches monit only if monit serves what `access` says.
  ModelClient(Machine& machine, monitrc::Httpd access)
      : machine_(machine), who_(Who::session), access_(std::move(access)) {}

  Result<status::Status> status() override;
  Result<std::optional<Digest>> baseline(const std::string& check) override;
  Result<CheckNames> prerequisites(const std::string& check) override;
  Done act(Verb verb, const CheckNames& checks, const std::string& version) override;
  bool be_patient(bool patient) override { return std::exchange(patient_, patient); }
  Done may_act() override { return reach(); }
  std::optional<Peer> peer() override;
  bool refuses_login() override { return refuses_login_; }
  bool nobody_listens() override;

 private:
  Result<const ModelService*> page(const std::string& check);
  Done reach();

  Machine& machine_;
  Who who_;
  std::optional<monitrc::Httpd> access_;
  bool patient_ = true;
  bool refuses_login_ = false;
};

}  // namespace pkgmap::model
