#include "tests/engine/session/session_host.hpp"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include <gtest/gtest.h>

#include "engine/facts/policy_files.hpp"
#include "engine/session/acts/acting.hpp"
#include "engine/system/process/proc.hpp"
#include "tests/engine/packages/command.hpp"

namespace pkgmap::test {
namespace {

namespace fs = std::filesystem;

// Debian's rpm installs only with an additional option.
std::vector<std::string> rpm_command(const std::string& database) {
  std::vector<std::string> command = {"rpm", "--dbpath", database};
  static const bool debian = run_command({"rpm", "--force-debian", "--version"}).status == 0;
  if (debian) command.insert(command.begin() + 1, "--force-debian");
  return command;
}

void run_rpm(const std::string& database, const std::vector<std::string>& arguments) {
  auto command = rpm_command(database);
  command.insert(command.end(), arguments.begin(), arguments.end());
  const CommandResult result = run_command(command);
  if (result.status != 0) throw std::runtime_error("rpm: " + result.err);
}

}  // namespace

SessionHost::SessionHost(std::string checks) : monit_({.checks = {}, .start = false}) {
  settings_.monitrc = monit_.control_file();
  settings_.dbpath = monit_.directory().file("rpmdb");
  settings_.state_directory = monit_.directory().file("state-dir");
  settings_.program = PKGMAP_MAIN_PROGRAM;
  settings_.libexec = PKGMAP_LIBEXEC;
  settings_.policy.settle = std::chrono::seconds(1);
  fs::create_directories(settings_.dbpath);
  for (const char* directory : {"sbin", "etc", "run"}) fs::create_directories(path(directory));
  upgrade_to("1");
  write_checks(checks);
  monit_.start();
  client_ = connect_monit(monit_.model()).value();
}

SessionHost::~SessionHost() {
  // A guard whose directory is gone would make it again.
  for (const int guard : guards_of(settings_.state_directory)) ::kill(guard, SIGKILL);
  await_guards();
  std::error_code ignored;
  fs::remove_all(settings_.state_directory, ignored);
}

Journal SessionHost::journal() const {
  return Journal::open(settings_.state_directory).value();
}

std::string SessionHost::state_file(const std::string& session) const {
  return settings_.state_directory + "/" + session + ".session";
}

std::string SessionHost::path(const std::string& name) const {
  return monit_.directory().file("host/" + name);
}

void SessionHost::write(const std::string& name, const std::string& content) const {
  monit_.directory().write("host/" + name + ";new", content);
  fs::rename(path(name + ";new"), path(name));
}

void SessionHost::remove(const std::string& name) const {
  fs::remove(path(name));
}

void SessionHost::upgrade_to(const std::string& version) {
  upgrade_record(std::string(PKGMAP_HOSTED_RPMS) + "/hosted-" + version + "-1.noarch.rpm");
  write("sbin/daemon", "daemon " + version + "\n");
  write("etc/settings", "settings\n");
}

void SessionHost::upgrade_record(const std::string& rpm) const {
  run_rpm(settings_.dbpath,
          {"-U", "--justdb", "--nodeps", "--noscripts", "--force", "--nosignature", "--relocate",
           "/srv/hosted=" + monit_.directory().file("host"), rpm});
}

void SessionHost::erase() {
  run_rpm(settings_.dbpath, {"-e", "--justdb", "--nodeps", "--noscripts", "hosted"});
  remove("sbin/daemon");
  remove("etc/settings");
}

std::string SessionHost::filled_in(std::string text) const {
  const std::string word = "@HOST@";
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.replace(at, word.size(), monit_.directory().file("host"));
  }
  return text;
}

void SessionHost::write_checks(const std::string& checks) {
  monit_.write_control_file(filled_in(checks));
}

void SessionHost::decide(const std::string& defaults) {
  settings_.policy_file = monit_.directory().write(
      "policy.yaml", "version: 1\ndefaults: {settle: 1s, " + defaults + "}\n", 0600);
  settings_ = with_policy(settings_).value();
}

Transaction SessionHost::transaction(int manager) const {
  Transaction transaction{"test", manager, {}};
  TransactionItem incoming;
  incoming.action = ItemAction::upgrade;
  incoming.package.name = "hosted";
  transaction.items.push_back(incoming);
  return transaction;
}

std::string SessionHost::suspend_for(int manager) {
  const auto outcome = suspend(settings_, transaction(manager));
  EXPECT_TRUE(outcome.ok()) << outcome.error().message;
  if (!outcome) return {};
  EXPECT_FALSE(outcome->trouble) << outcome->trouble->message;
  EXPECT_TRUE(outcome->session.has_value());
  return outcome->session.value_or("");
}

std::string SessionHost::suspend_without_guard() {
  std::string id = suspend_for(::getpid());
  if (!id.empty()) kill_guard(id);
  return id;
}

void SessionHost::kill_guard(const std::string& session) const {
  const auto record = journal().load(session);
  ASSERT_TRUE(record.ok()) << record.error().message;
  ASSERT_GT(record->guard_pid, 0);
  ::kill(record->guard_pid, SIGKILL);
  EXPECT_TRUE(
      eventually([&] { return !same_process(record->guard_pid, record->guard_start_time); }));
}

void SessionHost::await_guards() const {
  EXPECT_TRUE(eventually([&] { return guards_of(settings_.state_directory).empty(); }));
}

Result<ResumeOutcome> SessionHost::resume(const std::string& session, bool hook) {
  return pkgmap::resume(settings_, {session, hook ? Caller::hook : Caller::person});
}

std::string SessionHost::states() {
  const auto status = client_->status();
  if (!status) return status.error().message;
  std::string text;
  constexpr int kSystem = 5;
  for (const status::Service& service : status->services) {
    if (service.type == kSystem) continue;
    if (!text.empty()) text += ' ';
    text += service.name + (service.monitored() ? "=on" : "=off");
  }
  return text;
}

bool SessionHost::becomes(const std::string& states_wanted) {
  return eventually([&] { return states() == states_wanted; });
}

bool SessionHost::is_looked_at(const std::string& check) {
  const auto last_look = [&] {
    const auto status = client_->status();
    const status::Service* service = status ? status->find(check) : nullptr;
    return service ? service->collected_usec : 0;
  };
  const std::int64_t before = last_look();
  return eventually([&] { return last_look() > before; });
}

bool SessionHost::alarms(const std::string& check) {
  const auto status = client_->status();
  const status::Service* service = status ? status->find(check) : nullptr;
  constexpr int kChecksumFailed = 1;
  return service && (service->status & kChecksumFailed) != 0;
}

void SessionHost::administrator(MonitClient::Verb verb, const std::string& check) {
  const auto acted = act_until_true(this_host(), *client_, nullptr, {verb, {check}, {check}});
  ASSERT_TRUE(acted.ok()) << acted.error().message;
  ASSERT_EQ(acted->done, CheckNames{check});
}

std::vector<int> guards_of(const std::string& state_directory) {
  std::vector<int> guards;
  for (const int pid : all_pids()) {
    const auto words = command_line(pid);
    const bool guard = words.size() > 1 && words[1] == "guard" &&
                       std::find(words.begin(), words.end(), state_directory) != words.end();
    if (guard) guards.push_back(pid);
  }
  return guards;
}

}  // namespace pkgmap::test
