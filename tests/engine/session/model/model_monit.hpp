// monit 5.33 or 6.0 as a state machine in virtual time (monit(1); docs/design.md, "Asking monit"):
// checks of files and processes with dependencies, and tests of checksum, size and existence.
//
// monit carries a request out at the beginning of the next cycle, or when the cycle in progress
// comes to the check; a second request replaces a pending one. When monit reads its control file it
// takes new baselines and drops pending requests; SIGKILL makes it forget what it has not saved. A
// start program keeps monit busy for its whole timeout, because no start program of the model
// brings a process up. The model does not have cron times, and not what a failing test with
// `restart` or `stop` does to dependents. tests/engine/session/model/monit_oracle_test.cpp compares
// the model with a real monit.
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
#include "parsers/monitrc/model/version.hpp"

namespace pkgmap::model {

/// Microseconds of virtual time.
using Usec = std::int64_t;
constexpr Usec kSecond = 1'000'000;
constexpr Usec kMillisecond = 1'000;

/// Who switched a check on or off.
enum class Who : std::uint8_t { nobody, session, administrator, test };
const char* name_of(Who who);

struct ModelService {
  const monitrc::Check* check = nullptr;
  std::vector<std::size_t> parents;
  std::vector<std::size_t> children;
  /// As in monit's XML: 0 off, 1 on, 2 initialising; 4 is added while the check waits for its turn.
  int monitor = 2;
  int counter = 0;  ///< Cycles since the last look, for `every N cycles`.
  std::optional<MonitClient::Verb> pending;
  Who asked = Who::nobody;  ///< Who made the pending request.
  Who last = Who::nobody;   ///< Who switched the check last.
  std::string taken_by;     ///< If `last` is Who::test: the check whose test failed.
  int errors = 0;           ///< The `status` of monit's XML.
  Usec collected = 0;
  std::optional<std::string> baseline;  ///< The content that the checksum test compares with.
  std::string measured;  ///< The content at the last look; empty if there was none since the check
                         ///< was switched.
  std::vector<int> failures;  ///< For each test: in how many cycles in a row it failed.

  bool on() const { return monitor != 0; }
};

class ModelMonit {
 public:
  struct World {
    std::function<std::optional<std::string>(const std::string& path)> content;
    std::function<std::shared_ptr<const monitrc::Parsed>()> control_file;
    std::function<void(const ModelService&, Who)>
        switched;  ///< Called when a check goes on or off.
    std::function<Usec()> wall;
    std::function<bool(const monitrc::Check& check)>
        runs{};  ///< Whether the process of a check runs.
  };
  explicit ModelMonit(World world) : world_(std::move(world)) {}

  /// monit 6 shows a test with `for N cycles` as failed from the first failure on, and also looks
  /// at a check whose prerequisite waits for its turn. Before start().
  void set_version(const monitrc::Version& version) { version_ = version; }
  const monitrc::Version& version() const { return version_; }

  // The process.
  bool alive() const { return alive_; }
  bool answers(Usec now) const { return alive_ && now >= server_back_; }
  /// Whether monit listens on this unix socket.
  bool listens(const monitrc::Httpd& access) const;
  /// Whether monit listens on this unix socket, and knows the first of these users.
  bool serves(const monitrc::Httpd& access) const;
  /// Counts a request whose user monit does not know.
  void note_refusal() { ++refusals_; }
  int refusals() const { return refusals_; }
  /// `rebooted`: monit obeys `onreboot` and waits for its start delay.
  void start(Usec now, bool rebooted);
  /// Drops what monit had saved, as a power failure does.
  void forget() { saved_.clear(), has_saved_ = false; }
  void stop();  ///< SIGTERM, to a monit that ends at once.
  /// SIGTERM: monit ends after the time of end_after(). Meanwhile a network test keeps monit busy:
  /// monit looks at no check and carries no request out.
  void tell_to_end(Usec now);
  /// Sets how long monit needs to end once it is told to.
  void end_after(Usec time) { needs_to_end_ = time; }
  void kill();                     ///< SIGKILL.
  void reload(Usec now, Who who);  ///< SIGHUP.
  /// SIGUSR1, or a request: a cycle begins at once, or after the cycle in progress.
  void wake(Usec now);

  // Time.
  std::optional<Usec> next_event() const;
  void run(Usec now);  ///< Does everything that is due.
  /// Sets how long each of the next cycles takes.
  void be_busy(Usec time) { cycle_ = time; }
  void set_poll(Usec poll) { poll_ = poll; }
  /// A check program runs until then.
  void run_program(Usec until) { program_until_ = until; }
  bool runs_programs(Usec now) const { return alive_ && (position_ || now < program_until_); }
  /// Removes monit's pidfile: monit then cannot wake itself, so a request waits for the next cycle.
  void lose_pidfile() { has_pidfile_ = false; }

  // What a client asks monit.
  status::Status status() const;
  void ask(MonitClient::Verb verb, const std::string& name, Who who, Usec now);
  const ModelService* find(const std::string& name) const;
  /// Its log, as far as requests and texts of others stand in it.
  const std::string& log() const { return log_; }
  /// A check writes a text of somebody else's into the log.
  void log_text(const std::string& text) { log_ += text; }
  /// Somebody makes the log a new, short one of the same inode.
  void cut_off_log() { log_.clear(); }
  /// How often a request has named this check.
  int requests(MonitClient::Verb verb, const std::string& name) const;
  const std::vector<ModelService>& services() const { return services_; }
  std::int64_t incarnation() const { return incarnation_; }
  Who reader() const { return reader_; }  ///< Who last made monit read its control file.

  /// For tests: runs on until monit reaches a state that it does not leave by itself.
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
  std::optional<std::size_t> position_;  ///< In order_, while a start program keeps monit busy.
  std::map<std::string, Saved> saved_;
  std::map<std::string, int> requests_;
  std::string log_;
  int refusals_ = 0;
  bool has_saved_ = false;
  bool dirty_ = false;
  bool alive_ = false;
  Usec needs_to_end_ = 0;
  std::optional<Usec> ends_;  ///< Of a monit that is told to end.
  bool has_pidfile_ = true;
  bool woken_ = false;  ///< A cycle is due after the start program that keeps monit busy.
  bool reload_asked_ = false;
  Who reloader_ = Who::nobody;
  Who reader_ = Who::nobody;
  Usec poll_ = kSecond;
  monitrc::Version version_{5, 33, 0};
  Usec cycle_ = 5 * kMillisecond;
  Usec busy_until_ = 0;
  Usec next_ = 0;  ///< The next cycle, or the end of the start program.
  Usec server_back_ = 0;
  Usec program_until_ = 0;
  std::int64_t incarnation_ = 0;
};

}  // namespace pkgmap::model
