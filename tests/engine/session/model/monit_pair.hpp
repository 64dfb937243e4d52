// A real monit and the monit of the model, with the same deeds done to both.
//
// Each deed comes while the real monit sleeps between two cycles, and makes one cycle. So the real
// monit has one right state after each deed, on a busy machine, too. One thread. The constructor
// throws if monit does not start.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/facts/control_file.hpp"
#include "engine/session/host/processes.hpp"
#include "tests/engine/session/model/model_client.hpp"
#include "tests/engine/session/model/random.hpp"
#include "tests/engine/session/sleeping_process.hpp"
#include "tests/support/real_monit.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap::model {

class MonitPair {
 public:
  explicit MonitPair(std::uint64_t seed);

  /// Does one deed to both and returns what it was.
  std::string act() { return finish(choose()); }
  std::string act(MonitClient::Verb verb) { return finish(request(verb)); }
  std::string act_kill() { return finish(kill()); }

  /// Whether the real monit comes to the state of the model, and then sleeps until the next deed.
  bool agree();
  std::string differences();
  /// How many kills have lost a state that was not saved.
  int losses() const { return losses_; }

 private:
  std::string difference(const ModelService& service, const status::Service& real);
  std::optional<Usec> last_look();
  std::string choose();
  std::string reload();
  std::string restart();
  std::string kill();
  std::string request(MonitClient::Verb verb);
  std::string change_a_file();
  std::string change_a_process();
  std::string carry();
  void wake();

  std::string file(const char* name, std::size_t number) const;
  void change_file(std::size_t number);
  void start_process(std::size_t number);
  void write_checks();
  void parse();
  std::string finish(std::string deed);
  void run_model();

  Random random_;
  const monitrc::Version version_ = test::installed_monit();
  test::RealMonit real_;
  std::map<std::size_t, std::unique_ptr<test::SleepingProcess>> processes_;
  std::shared_ptr<const monitrc::Parsed> parsed_;
  ModelMonit model_{
      {[](const std::string& path) -> std::optional<std::string> { return test::read_file(path); },
       [this] { return parsed_; }, [](const ModelService&, Who) {}, [this] { return now_; },
       [](const monitrc::Check& check) { return process_runs(check); }}};
  int losses_ = 0;
  std::unique_ptr<MonitClient> client_;
  Usec now_ = 0;
  std::optional<Usec> looked_;  ///< monit's last look when both agreed.
};

}  // namespace pkgmap::model
