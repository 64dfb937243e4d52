#include "tests/engine/session/model/monit_pair.hpp"

#include <signal.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>

#include <gtest/gtest.h>

#include "parsers/monitrc/model/algorithms.hpp"
#include "rules/substitute.hpp"
#include "tests/engine/session/model/digests.hpp"

namespace pkgmap::model {
namespace {

using Verb = MonitClient::Verb;

// monit wakes up only for a deed, so it saves no state between two deeds.
constexpr int kPairPoll = 300;

constexpr std::size_t kChecks = 6;
constexpr std::size_t kFiles = 4;
constexpr std::size_t kProcesses = 2;

std::string numbered(const char* name, std::size_t number) {
  return name + std::to_string(number);
}

std::string file_check(std::size_t number, Random& random) {
  static constexpr std::array<const char*, 6> kTests = {"",
                                                        " if failed checksum then alert\n",
                                                        " if failed sha1 checksum then alert\n",
                                                        " if failed checksum then unmonitor\n",
                                                        " if failed checksum for 2 cycles then "
                                                        "unmonitor\n",
                                                        " if size > 19 B then alert\n"};
  return "check file " + numbered("c", number) + " path @DIR@/" +
         numbered("f", random.below(kFiles)) + "\n if not exist then alert\n" +
         kTests[random.below(kTests.size())];
}

// A start program that brings no process up keeps monit busy for a second. No check depends on this
// one, because the model does not have what the failure does to dependents.
std::string process_check(std::size_t number, Random& random) {
  const bool starts = random.one_in(2);
  return "check process " + numbered("p", number) + " pidfile @DIR@/" +
         numbered("pid", random.below(kProcesses)) +
         (starts ? "\n start program = \"/bin/true\" with timeout 1 seconds\n"
                 : "\n if not exist then alert\n");
}

// `laststate`, because the boot time that monit compares may differ by a second after a restart.
// `count` shows how many cycles there were.
std::string checks(Random& random) {
  std::string text = "set onreboot laststate\n";
  for (std::size_t i = 0; i < kChecks; ++i) {
    text += file_check(i, random);
    if (random.one_in(4)) text += " every 3 cycles\n";
    if (i > 0 && random.one_in(2)) {
      text += " depends on " + numbered("c", random.below(i)) + "\n";
    }
  }
  for (std::size_t i = 0; i < kProcesses; ++i) text += process_check(i, random);
  return text + "check file count path @DIR@/monitrc every 100000 cycles\n" +
         "include @DIR@/included.*\ncheck file sentinel path @DIR@/monitrc\n";
}

}  // namespace

MonitPair::MonitPair(std::uint64_t seed)
    : random_(seed), real_({.checks = {}, .poll_seconds = kPairPoll, .start = false}) {
  for (std::size_t file = 0; file < kFiles; ++file) change_file(file);
  for (std::size_t process = 0; process < kProcesses; ++process) start_process(process);
  write_checks();
  real_.start();
  client_ = connect_monit(real_.model(), {.timeout = std::chrono::seconds(30)}).value();
  model_.set_poll(kPairPoll * kSecond);
  model_.set_version(version_);
  model_.start(now_, false);
  run_model();
  EXPECT_TRUE(agree()) << differences();
}

bool MonitPair::agree() {
  std::optional<Usec> looked;
  const bool agreed = test::eventually([&] {
    if (!real_.sleeps()) return false;
    looked = last_look();
    return looked && looked != looked_ && differences().empty() && real_.sleeps();
  });
  looked_ = looked;
  return agreed;
}

void MonitPair::change_file(std::size_t number) {
  real_.directory().write(numbered("f", number), std::to_string(random_.next()));
}

void MonitPair::start_process(std::size_t number) {
  processes_[number] = std::make_unique<test::SleepingProcess>();
  real_.directory().write(numbered("pid", number), std::to_string(processes_[number]->pid()));
}

void MonitPair::write_checks() {
  real_.write_control_file(checks(random_));
  parse();
}

void MonitPair::parse() {
  Settings settings;
  settings.monitrc = real_.control_file();
  auto parsed = std::make_shared<monitrc::Parsed>(load_control_file(settings).value());
  monitrc::use_default_algorithm_of(version_, parsed->control_file);
  parsed_ = std::move(parsed);
}

std::string MonitPair::finish(std::string deed) {
  run_model();
  return deed;
}

void MonitPair::run_model() {
  now_ += 10 * kSecond;
  model_.run(now_);
}

std::string MonitPair::file(const char* name, std::size_t number) const {
  return real_.directory().file(numbered(name, number));
}

// monit closes the connection of a client that keeps it waiting for half a second, and does not
// read the request.
std::string MonitPair::request(Verb verb) {
  CheckNames names;
  for (std::size_t i = 0; i <= random_.below(3); ++i) {
    const bool process = random_.one_in(4);
    names.push_back(process ? numbered("p", random_.below(kProcesses))
                            : numbered("c", random_.below(kChecks)));
  }
  EXPECT_TRUE(test::eventually([&] { return client_->act(verb, names, "5.33.0").ok(); }));
  real_.wake_after_a_request();
  std::string deed = verb == Verb::monitor ? "monitor" : "unmonitor";
  for (const std::string& name : names) {
    model_.ask(verb, name, Who::administrator, now_);
    deed += " " + name;
  }
  return deed;
}

void MonitPair::wake() {
  ::kill(real_.pid(), SIGUSR1);
  model_.wake(now_);
}

std::string MonitPair::change_a_file() {
  change_file(random_.below(kFiles));
  wake();
  return "change a file";
}

std::string MonitPair::change_a_process() {
  const std::size_t number = random_.below(kProcesses);
  const bool ends = processes_[number]->pid() != 0;
  if (ends) {
    processes_[number]->kill();
    std::filesystem::remove(file("pid", number));  // Another process may get its pid.
  } else {
    start_process(number);
  }
  wake();
  return numbered(ends ? "end process " : "start process ", number);
}

std::string MonitPair::reload() {
  ::kill(real_.pid(), SIGHUP);
  model_.reload(now_, Who::administrator);
  return "reload";
}

std::string MonitPair::restart() {
  real_.stop();
  model_.stop();
  if (random_.one_in(2)) write_checks();
  real_.start();
  model_.start(now_, false);
  return "restart";
}

// A reload after which a substitute check begins, which expects a present or earlier content of a
// file, or after which such checks end.
std::string MonitPair::carry() {
  const std::string path = real_.directory().file("included.conf");
  if (random_.one_in(3)) {
    std::filesystem::remove(path);
  } else {
    const std::size_t number = random_.below(kFiles);
    const std::string content = test::read_file(file("f", number));
    rules::SubstituteCheck drift;
    drift.name = "drift";
    drift.path = file("f", number);
    const Algorithm algorithm = random_.one_in(2) ? Algorithm::md5 : Algorithm::sha1;
    drift.digest = {algorithm, digest_of_text(random_.one_in(2) ? content : "another", algorithm)};
    real_.directory().write("included.conf", rules::text_of({drift}));
  }
  parse();
  return "carry, " + reload();
}

// Counts the kill if the model would have another state, had it saved its state before.
std::string MonitPair::kill() {
  ::kill(real_.pid(), SIGKILL);
  real_.stop();
  ModelMonit saved = model_;
  saved.stop();
  saved.start(now_, false);
  model_.kill();
  real_.start();
  model_.start(now_, false);
  const auto same = [](const ModelService& one, const ModelService& other) {
    return one.on() == other.on();
  };
  if (!std::ranges::equal(model_.services(), saved.services(), same)) ++losses_;
  return "kill -9";
}

// When monit last looked at the last check of each cycle, or read its control file. Returns nullopt
// if monit does not answer.
std::optional<Usec> MonitPair::last_look() {
  const auto status = client_->status();
  const status::Service* sentinel = status ? status->find("sentinel") : nullptr;
  if (!sentinel) return std::nullopt;
  return sentinel->collected_usec;
}

std::string MonitPair::choose() {
  switch (random_.below(12)) {
    case 0:
      return reload();
    case 1:
      return restart();
    case 2:
      return kill();
    case 3:
    case 4:
      return change_a_file();
    case 5:
      return change_a_process();
    case 6:
      return carry();
    case 7:
    case 8:
    case 9:
      return request(Verb::monitor);
    default:
      return request(Verb::unmonitor);
  }
}

std::string MonitPair::difference(const ModelService& service, const status::Service& real) {
  const std::string& name = service.check->name;
  if (real.pending_action != 0) return name + " is pending; ";
  if (real.monitor != service.monitor) {
    return name + " has monitor " + std::to_string(real.monitor) + ", not " +
           std::to_string(service.monitor) + "; ";
  }
  if (service.on() && real.status != service.errors) {
    return name + " has status " + std::to_string(real.status) + ", not " +
           std::to_string(service.errors) + "; ";
  }
  if (real.every && real.every->counter != service.counter) return name + " counts otherwise; ";
  const auto page = client_->baseline(name);
  if (!page) return page.error().message;
  return *page == page_of(service) ? "" : name + " has another baseline; ";
}

std::string MonitPair::differences() {
  const auto status = client_->status();
  if (!status) return status.error().message;
  std::string text;
  for (const ModelService& service : model_.services()) {
    if (service.check->implicit) continue;
    const status::Service* real = status->find(service.check->name);
    if (!real) return service.check->name + " is not there";
    text += difference(service, *real);
  }
  return text;
}

}  // namespace pkgmap::model
