// monit as a state machine in virtual time, of version 5.33 (monit(1); docs/design.md, "Asking
// monit"): checks of files and processes with dependencies, tests of checksum, size and existence.
//
// A request is carried out at the beginning of the next cycle, or when the cycle in progress comes
// to its check; a second request replaces one that is pending. A reading of the control file takes
// new baselines and drops what is pending; SIGKILL makes monit forget what it had not saved. A
// start program keeps monit busy for its whole timeout, as no start program of the model brings a
// process up. What a failing test does to dependents by `restart` or `stop` is not in the model,
// nor are cron times. tests/engine/session/model/monit_oracle_test.cpp compares the model with a
// real monit.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/monit/client.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::model {

/// Microseconds of virtual time.
using Usec = std::int64_t;
constexpr Usec kSecond = 1'000'000;
constexpr Usec kMillisecond = 1'000;

/// Whose deed it was that a check is on or off.
enum class Who : std::uint8_t { nobody, session, administrator, test };
const char* name_of(Who who);

struct ModelService {
  const monitrc::Check* check = nullptr;
  std::vector<std::size_t> parents;
  std::vector<std::size_t> children;
  /// As in monit's XML: 0 off, 1 on, 2 initialising; 4 is added while it waits for its turn.
  int monitor = 2;
  int counter = 0;  ///< Cycles since the last look, of `every N cycles`.
  std::optional<MonitClient::Verb> pending;
  Who asked = Who::nobody;  ///< For the pending one.
  Who last = Who::nobody;   ///< Who switched it last.
  std::string taken_by;     ///< Of Who::test: the check whose test it was.
  int errors = 0;           ///< The status of the XML.
  Usec collected = 0;
  std::optional<std::string> baseline;  ///< The content that its checksum test compares with.
  std::string measured;                 ///< At the last check; empty: none since it was switched.
  std::vector<int> failures;            ///< Of each test, in how many cycles on end it failed.

  bool on() const { return monitor != 0; }
};

class ModelMonit {
 public:
  struct World {
    std::function<std::optional<std::string>(const std::string& path)> content;
    std::function<std::shared_ptr<const monitrc::Parsed>()> control_file;
    std::function<void(const ModelService&, Who)> switched;  ///< A check went on or off.
    std::function<Usec()> wall;
    std::function<bool(const monitrc::Check& check)> runs{};  ///< The process of a check.
  };
  explicit ModelMonit(World world) : world_(std::move(world)) {}

  // The process.
  bool alive() const { return alive_; }
  bool answers(Usec now) const { return alive_ && now >= server_back_; }
  /// `rebooted`: it obeys `onreboot` and waits for its start delay.
  void start(Usec now, bool rebooted);
  /// What it had saved is lost, as in a power failure.
  void forget() { saved_.clear(), has_saved_ = false; }
  void stop();                     ///< SIGTERM.
  void kill();                     ///< SIGKILL.
  void reload(Usec now, Who who);  ///< SIGHUP.
  /// USR1, or a request: a cycle begins at once, or after the one in progress.
  void wake(Usec now);

  // Time.
  std::optional<Usec> next_event() const;
  void run(Usec now);  ///< Everything that is due.
  /// How long the next cycles take.
  void be_busy(Usec time) { cycle_ = time; }
  void set_poll(Usec poll) { poll_ = poll; }
  /// A check program of its runs until then.
  void run_program(Usec until) { program_until_ = until; }
  bool runs_programs(Usec now) const { return alive_ && (position_ || now < program_until_); }
  /// Its pidfile is gone: it does not find itself to wake itself, and a request waits.
  void lose_pidfile() { has_pidfile_ = false; }

  // What it is asked.
  status::Status status() const;
  void ask(MonitClient::Verb verb, const std::string& name, Who who, Usec now);
  const ModelService* find(const std::string& name) const;
  /// How often somebody named this check in a request.
  int requests(MonitClient::Verb verb, const std::string& name) const;
  const std::vector<ModelService>& services() const { return services_; }
  std::int64_t incarnation() const { return incarnation_; }
  Who reader() const { return reader_; }  ///< Who made it read its control file last.

  /// Where it gets as soon as nobody touches anything: for tests. Runs on until it rests.
  void settle(Usec& now);

 private:
  struct Saved {
    int monitor = 0;
    Who last = Who::nobody;
  };
  // model_monit.cpp
  void begin_cycle(Usec now);
  void go_on(Usec now);
  void end_cycle(Usec now);
  void carry_out(ModelService& service);
  void set_monitor(ModelService& service, int monitor, Who who);
  void unmonitor_down(ModelService& service, Who who, const std::string& root);
  void monitor_up(ModelService& service, Who who);
  void save();

  // model_reading.cpp
  void read_control_file(bool rebooted);
  Usec start_delay(bool rebooted) const;

  // model_looks.cpp
  bool is_skipped(ModelService& service) const;
  Usec look_at(ModelService& service);
  Usec look_at_process(ModelService& service);
  void look_at_file(ModelService& service);
  bool fails(ModelService& service, const monitrc::Test& test, const std::string& content) const;

  World world_;
  std::shared_ptr<const monitrc::Parsed> parsed_;
  std::vector<ModelService> services_;
  std::vector<std::size_t> order_;       ///< Prerequisites first.
  std::optional<std::size_t> position_;  ///< In order_, while a start program keeps it busy.
  std::map<std::string, Saved> saved_;
  std::map<std::string, int> requests_;
  bool has_saved_ = false;
  bool dirty_ = false;
  bool alive_ = false;
  bool has_pidfile_ = true;
  bool woken_ = false;  ///< While a start program keeps it busy.
  bool reload_asked_ = false;
  Who reloader_ = Who::nobody;
  Who reader_ = Who::nobody;
  Usec poll_ = kSecond;
  Usec cycle_ = 5 * kMillisecond;
  Usec busy_until_ = 0;
  Usec next_ = 0;  ///< The next cycle, or the end of the start program.
  Usec server_back_ = 0;
  Usec program_until_ = 0;
  std::int64_t incarnation_ = 0;
};

}  // namespace pkgmap::model
