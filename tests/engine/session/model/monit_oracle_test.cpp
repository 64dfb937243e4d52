// The monit of the model against the real one: the same deeds one after the other, the same states.
#include <signal.h>

#include <chrono>
#include <map>
#include <thread>

#include <gtest/gtest.h>

#include "engine/facts/control_file.hpp"
#include "engine/packages/digest.hpp"
#include "tests/engine/session/model/model_monit.hpp"
#include "tests/engine/session/model/random.hpp"
#include "tests/support/real_monit.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap::model {
namespace {

using Verb = MonitClient::Verb;

// It is awake only when it is woken, so that nothing is saved in between.
constexpr int kPoll = 300;

// `laststate`: the boot time that monit compares may differ by a second after a restart.
std::string checks(Random& random) {
  std::string text = "set onreboot laststate\n";
  for (std::size_t i = 0; i < 6; ++i) {
    const std::string number = std::to_string(i);
    text += "check file c" + number + " path @DIR@/f" + std::to_string(random.below(4)) +
            "\n if not exist then alert\n";
    if (random.one_in(2))
      text += " if failed checksum then alert\n";
    else if (random.one_in(2))
      text += " if failed checksum then unmonitor\n";
    if (i > 0 && random.one_in(2)) text += " depends on c" + std::to_string(random.below(i)) + "\n";
  }
  return text + "check file sentinel path @DIR@/monitrc\n";
}

std::string md5(const std::string& content) {
  auto digest = Digest::start("md5").value();
  digest.update(content.data(), content.size());
  return digest.finish();
}

class Pair {
 public:
  explicit Pair(std::uint64_t seed)
      : random_(seed), real_({.checks = {}, .poll_seconds = kPoll, .start = false}) {
    for (int file = 0; file < 4; ++file) change(file);
    read_anew();
    real_.start();
    client_ = connect_monit(real_.model()).value();
    model_.set_poll(kPoll * kSecond);
    model_.start(now_, false);
    run_model();
  }

  /// One deed on both; what it was.
  std::string act() {
    before_ = wall();
    std::string deed = choose();
    run_model();
    return deed;
  }

  /// Whether the real one comes to where the model is.
  bool agree() {
    const bool agreed = test::eventually([&] { return has_cycled() && is_as_modelled(); });
    woken_.reset();
    return agreed;
  }
  std::string differences() { return differences(model_); }
  /// How many kills have lost what was not saved.
  int losses() const { return losses_; }

 private:
  static Usec wall() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
  }
  std::string differences(const ModelMonit& model);
  bool is_as_modelled();
  std::string choose();
  void kill();
  std::string request(Verb verb);
  void change(int file) {
    real_.directory().write("f" + std::to_string(file), std::to_string(random_.next()));
  }
  void read_anew() {
    real_.write_control_file(checks(random_));
    Settings settings;
    settings.monitrc = real_.control_file();
    parsed_ = std::make_shared<monitrc::Parsed>(load_control_file(settings).value());
  }
  void run_model() {
    now_ += 10 * kSecond;
    model_.run(now_);
    if (woken_) woken_->run(now_);
  }
  bool has_cycled() {
    const auto status = client_->status();
    const auto* sentinel = status ? status->find("sentinel") : nullptr;
    return sentinel && sentinel->collected_usec > before_;
  }

  Random random_;
  test::RealMonit real_;
  std::shared_ptr<const monitrc::Parsed> parsed_;
  ModelMonit model_{
      {[](const std::string& path) -> std::optional<std::string> { return test::read_file(path); },
       [this] { return parsed_; }, [](const ModelService&, Who) {}, [this] { return now_; }}};
  /// After a kill: what it is if one more cycle had begun before, and had saved what it knew.
  std::optional<ModelMonit> woken_;
  int losses_ = 0;
  std::unique_ptr<MonitClient> client_;
  Usec now_ = 0;
  Usec before_ = 0;
};

std::string Pair::request(Verb verb) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i <= random_.below(3); ++i) {
    names.push_back("c" + std::to_string(random_.below(6)));
  }
  EXPECT_TRUE(client_->act(verb, names, "5.33.0").ok());
  std::string deed = verb == Verb::monitor ? "monitor" : "unmonitor";
  for (const std::string& name : names) {
    model_.ask(verb, name, Who::administrator, now_);
    deed += " " + name;
  }
  return deed;
}

// On a busy machine one more cycle may have begun before it: nobody can tell.
void Pair::kill() {
  ::kill(real_.pid(), SIGKILL);
  real_.stop();
  woken_ = model_;
  woken_->wake(now_);
  woken_->run(now_ + kSecond);
  woken_->kill();
  model_.kill();
  real_.start();
  woken_->start(now_ + kSecond, false);
  model_.start(now_, false);
}

bool Pair::is_as_modelled() {
  if (differences(model_).empty()) {
    if (woken_ && !differences(*woken_).empty()) ++losses_;
    return true;
  }
  if (!woken_ || !differences(*woken_).empty()) return false;
  model_ = std::move(*woken_);
  woken_.reset();
  return true;
}

std::string Pair::choose() {
  switch (random_.below(8)) {
    case 0:
      ::kill(real_.pid(), SIGHUP);
      model_.reload(now_, Who::administrator);
      return "reload";
    case 1:
      real_.stop();
      model_.stop();
      if (random_.one_in(2)) read_anew();
      real_.start();
      model_.start(now_, false);
      return "restart";
    case 2:
      kill();
      return "kill -9";
    case 3:
      change(static_cast<int>(random_.below(4)));
      ::kill(real_.pid(), SIGUSR1);
      model_.wake(now_);
      return "change a file";
    case 4:
    case 5:
      return request(Verb::monitor);
    default:
      return request(Verb::unmonitor);
  }
}

std::string Pair::differences(const ModelMonit& model) {
  const auto status = client_->status();
  if (!status) return status.error().message;
  std::string text;
  for (const ModelService& service : model.services()) {
    const std::string& name = service.check->name;
    if (service.check->implicit) continue;
    const status::Service* real = status->find(name);
    if (!real) return name + " is not there";
    if (real->pending_action != 0) text += name + " is pending; ";
    if (real->monitored() != service.on()) text += name + (service.on() ? " is off; " : " is on; ");
    if (service.on() && real->status != service.errors) text += name + " has another status; ";
    const auto page = client_->baseline(name);
    if (!page) return page.error().message;
    if (*page && (!service.baseline || (*page)->digest != md5(*service.baseline))) {
      text += name + " has another baseline; ";
    }
  }
  return text;
}

TEST(ModelMonit, DoesWhatTheRealOneDoes) {
  constexpr int kControlFiles = 4;
  constexpr int kSequences = 50;
  constexpr int kDeeds = 2;
  int losses = 0;
  for (int file = 0; file < kControlFiles; ++file) {
    Pair pair(static_cast<std::uint64_t>(file) + 1);
    std::string done;
    for (int deed = 0; deed < kSequences * kDeeds; ++deed) {
      done += pair.act() + "\n";
      ASSERT_TRUE(pair.agree()) << pair.differences() << "\nafter\n" << done;
    }
    losses += pair.losses();
  }
  EXPECT_GT(losses, 0);
}

}  // namespace
}  // namespace pkgmap::model
