// monit as a state machine in virtual time, of version 5.33 (monit(1); docs/design.md, "Asking
// monit"): file checks with dependencies and checksum tests.
//
// Requests are carried out between checks, a second one replaces one that is pending; a reading of
// the control file takes new baselines and drops what is pending; what was not saved yet is
// forgotten with SIGKILL. tests/engine/session/model/monit_oracle_test.cpp compares it with the
// real one.
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
  int monitor = 2;  ///< 0 off, 1 on, 2 initialising.
  std::optional<MonitClient::Verb> pending;
  Who asked = Who::nobody;  ///< For the pending one.
  Who last = Who::nobody;   ///< Who switched it last.
  std::string taken_by;     ///< Of Who::test: the check whose test it was.
  int errors = 0;           ///< The status of the XML.
  Usec collected = 0;
  std::optional<std::string> baseline;  ///< Of its checksum test.
  std::string measured;                 ///< At the last check; empty: none since it was switched.

  bool on() const { return monitor != 0; }
};

class ModelMonit {
 public:
  struct World {
    std::function<std::optional<std::string>(const std::string& path)> content;
    std::function<std::shared_ptr<const monitrc::Parsed>()> control_file;
    std::function<void(const ModelService&, Who)> switched;  ///< A check went on or off.
    std::function<Usec()> wall;
  };
  explicit ModelMonit(World world) : world_(std::move(world)) {}

  // The process.
  bool alive() const { return alive_; }
  bool answers(Usec now) const { return alive_ && now >= server_back_; }
  /// `rebooted`: it obeys `onreboot`.
  void start(Usec now, bool rebooted);
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

  // What it is asked.
  status::Status status() const;
  void ask(MonitClient::Verb verb, const std::string& name, Who who, Usec now);
  const ModelService* find(const std::string& name) const;
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
  void read_control_file(Usec now, bool rebooted);
  void begin_cycle(Usec now);
  void carry_out(ModelService& service);
  void look_at(ModelService& service, Usec now);
  void compare(ModelService& service, const std::string& content);
  void set_monitor(ModelService& service, int monitor, Who who);
  void unmonitor_down(ModelService& service, Who who, const std::string& root);
  void monitor_up(ModelService& service, Who who);
  void save();

  World world_;
  std::shared_ptr<const monitrc::Parsed> parsed_;
  std::vector<ModelService> services_;
  std::vector<std::size_t> order_;  ///< Prerequisites first.
  std::map<std::string, Saved> saved_;
  bool has_saved_ = false;
  bool dirty_ = false;
  bool alive_ = false;
  bool reload_asked_ = false;
  Who reloader_ = Who::nobody;
  Who reader_ = Who::nobody;
  Usec poll_ = kSecond;
  Usec cycle_ = 5 * kMillisecond;
  Usec busy_until_ = 0;
  Usec next_cycle_ = 0;
  Usec server_back_ = 0;
  std::int64_t incarnation_ = 0;
};

}  // namespace pkgmap::model
