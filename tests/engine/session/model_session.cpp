#include "tests/engine/session/model_session.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

#include "engine/session/acts/acting.hpp"
#include "tests/engine/session/model/model_client.hpp"

namespace pkgmap::test {
namespace {

using model::Machine;
using model::ModelClient;
using model::ModelService;
using std::chrono::milliseconds;

constexpr const char* kRoot = "/srv/hosted";
constexpr const char* kDaemon = "set daemon 1\n";

void replace_all(std::string& text, const std::string& word, const std::string& value) {
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.replace(at, word.size(), value);
  }
}

std::uint64_t seed() {
  return static_cast<std::uint64_t>(testing::UnitTest::GetInstance()->random_seed());
}

bool is_guard(const model::Scheduler& scheduler, int pid) {
  return scheduler.name_of(pid).starts_with("guard");
}

}  // namespace

ModelSession::ModelSession(const std::string& checks) : machine_(seed(), trace_) {
  trace_.wanted = true;
  machine_.scheduler.be_prompt();
  settings_.monitrc = Machine::kControlFile;
  settings_.policy.settle = std::chrono::seconds(1);
  upgrade_to("1");
  write_checks(checks);
  manager_ = start_process("manager");
  machine_.start_monit();
  pass(milliseconds(3'000));
}

std::string ModelSession::path(const std::string& name) {
  return std::string(kRoot) + "/" + name;
}

void ModelSession::write(const std::string& name, const std::string& content) {
  machine_.put(path(name), content);
}

void ModelSession::remove(const std::string& name) {
  machine_.put(path(name), std::nullopt);
}

void ModelSession::upgrade_to(const std::string& version) {
  model::ModelPackage package;
  package.name = "hosted";
  package.version = std::stoi(version);
  package.files = {{path("sbin/daemon"), "daemon " + version + "\n"},
                   {path("etc/settings"), "settings\n"}};
  package.ghosts = {path("run/daemon.pid")};
  package.signature = Signature::digest;
  for (const auto& [file, content] : package.files) machine_.put(file, content);
  std::erase_if(machine_.packages, [](const auto& known) { return known.name == "hosted"; });
  machine_.packages.push_back(std::move(package));
}

void ModelSession::erase() {
  model::ModelPackage& package = *machine_.package("hosted");
  package.installed = false;
  for (const auto& [file, content] : package.files) machine_.put(file, std::nullopt);
}

void ModelSession::erase_all_but_configuration() {
  model::ModelPackage& package = *machine_.package("hosted");
  package.installed = false;
  package.configuration_only = true;
  remove("sbin/daemon");
}

void ModelSession::write_checks(const std::string& checks) {
  std::string text = std::string(kDaemon) + kHttpd + "\n" + checks;
  replace_all(text, "@HOST@", kRoot);
  replace_all(text, "@DIR@", "/etc");
  machine_.put(Machine::kControlFile, text);
}

void ModelSession::write_httpd(const std::string& httpd) {
  std::string text = *machine_.content(Machine::kControlFile);
  const std::size_t begin = std::string_view(kDaemon).size();
  text.replace(begin, text.find('\n', begin) - begin, httpd);
  machine_.put(Machine::kControlFile, text);
}

void ModelSession::pass(milliseconds time) {
  machine_.scheduler.pass(machine_.scheduler.now() + time.count() * model::kMillisecond);
}

milliseconds ModelSession::now() const {
  return milliseconds(machine_.scheduler.now() / model::kMillisecond);
}

std::vector<int> ModelSession::guards() const {
  std::vector<int> guards;
  for (const int pid : machine_.scheduler.pids()) {
    if (is_guard(machine_.scheduler, pid)) guards.push_back(pid);
  }
  return guards;
}

void ModelSession::await_guards() {
  for (const int guard : guards()) EXPECT_TRUE(await_end(guard)) << trace();
}

int ModelSession::begin(std::function<void(Host&)> body) {
  return machine_.scheduler.spawn("test", [this, body = std::move(body)] {
    model::ModelHost host(machine_);
    body(host);
  });
}

bool ModelSession::await_end(int pid) {
  return machine_.scheduler.await_end(pid, machine_.scheduler.now() + kHour);
}

Transaction ModelSession::transaction(int manager) {
  Transaction transaction{"test", manager, {}};
  TransactionItem incoming;
  incoming.action = ItemAction::upgrade;
  incoming.package.name = "hosted";
  transaction.items.push_back(incoming);
  return transaction;
}

Result<SuspendOutcome> ModelSession::suspend(int manager) {
  return run([&](Host& host) { return pkgmap::suspend(settings_, transaction(manager), host); });
}

std::string ModelSession::suspend_for(int manager) {
  const auto outcome = suspend(manager);
  EXPECT_TRUE(outcome.ok()) << outcome.error().message;
  if (!outcome) return {};
  EXPECT_FALSE(outcome->trouble) << outcome->trouble->message;
  EXPECT_TRUE(outcome->session.has_value());
  return outcome->session.value_or("");
}

std::string ModelSession::suspend_without_guard() {
  std::string id = suspend_for(manager_);
  if (!id.empty()) kill_guard(id);
  return id;
}

void ModelSession::kill_guard(const std::string& session) {
  const auto record = journal().load(session);
  ASSERT_TRUE(record.ok()) << record.error().message;
  ASSERT_TRUE(lives(record->guard_pid));
  kill(record->guard_pid);
}

Result<ResumeOutcome> ModelSession::resume(const std::string& session, bool hook) {
  const Caller caller = hook ? Caller::hook : Caller::person;
  return run([&](Host& host) {
    return pkgmap::resume(settings_, {session, caller, {}, {}}, host);
  });
}

std::string ModelSession::states() const {
  if (!machine_.monit.alive()) return "monit does not run";
  std::string text;
  for (const ModelService& service : machine_.monit.services()) {
    if (service.check->implicit) continue;
    if (!text.empty()) text += ' ';
    text += service.check->name + (service.on() ? "=on" : "=off");
  }
  return text;
}

bool ModelSession::becomes(const std::string& wanted) {
  return eventually([&] { return states() == wanted; });
}

void ModelSession::administrator(MonitClient::Verb verb, const std::string& check) {
  const auto acted = run([&](Host& host) {
    ModelClient client(machine_, model::Who::administrator);
    return act_until_true(host, client, nullptr, {verb, {check}, {check}});
  });
  ASSERT_TRUE(acted.ok()) << acted.error().message;
  ASSERT_EQ(acted->done, CheckNames{check});
}

void ModelSession::reload_monit() {
  // Two readings within one second have the same incarnation.
  pass(milliseconds(1'100));
  const std::int64_t before = monit().incarnation();
  machine_.reload_monit(model::Who::administrator);
  ASSERT_TRUE(eventually([&] { return monit().incarnation() != before; }));
}

void ModelSession::start_monit() {
  machine_.start_monit();
  ASSERT_TRUE(eventually([&] { return monit().answers(machine_.scheduler.now()); }));
}

std::string ModelSession::baseline(const std::string& check) {
  const auto page = run([&](Host&) { return ModelClient(machine_).baseline(check); });
  return page && *page ? (*page)->value : "";
}

bool ModelSession::alarms(const std::string& check) {
  const auto collected = [&] { return monit().find(check)->collected; };
  const model::Usec before = collected();
  EXPECT_TRUE(eventually([&] { return collected() > before; })) << trace();
  return (monit().find(check)->errors & 1) != 0;
}

}  // namespace pkgmap::test
