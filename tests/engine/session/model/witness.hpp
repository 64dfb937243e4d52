// Who said what, and whether the promises held: it sees everything, also what no session could see.
//
// P2: what was monitored is monitored, or named. P3: what an administrator switched off stays off.
// P4: monit takes no content as good that nobody answers for, unless a substitute check keeps the
// alarm about it, for as long as the content is a bad one; of a check that is off, it is told when
// somebody monitors it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/journal/journal.hpp"
#include "tests/engine/session/model/model_monit.hpp"

namespace pkgmap::model {

/// What the administrator wants of a check, as far as that could be seen.
enum class Word : std::uint8_t {
  on,
  off,
  unclear,  ///< He spoke while a session acted on the same check, or monit itself forgot it.
};

class Witness {
 public:
  struct Sight {
    std::function<bool()> somebody_acts;                    ///< The lock is held.
    std::function<bool(const std::string& check)> is_held;  ///< Some session has it.
    std::function<bool(const std::string& path, const std::string& content)> is_packaged;
    std::function<std::string(const std::string& path)> content;
    std::function<bool(const std::string& path, int pid)> seen_by;  ///< As it is now.
    std::function<bool(const std::string& check)> is_suspended;     ///< By some session.
    /// Our record has another content of what this check compares: it will be told.
    std::function<bool(const std::string& check, const std::string& content)> remembers;
    std::function<void(const std::string& what)> note;
  };
  explicit Witness(Sight sight) : sight_(std::move(sight)) {}

  void begin(const ModelMonit& monit);
  void switched(const ModelService& service, Who who);
  /// monit reads its control file again, because the process `pid` of a session told it to.
  void will_read(const ModelMonit& monit, int pid);
  void has_read(const ModelMonit& monit);
  /// When nobody is left.
  void end(const ModelMonit& monit, const Journal& journal);

  const std::vector<std::string>& violations() const { return violations_; }
  /// How often a session let monit read its control file with a substitute check that it had not
  /// had before, and without one that it had.
  int alarms_kept() const { return alarms_kept_; }
  int substitutes_ended() const { return alarms_ended_; }

 private:
  void violate(const std::string& what);
  void said(const ModelService& service);
  void went_off(const ModelService& service);
  void forgotten(const ModelService& service);
  bool is_excused(const ModelService& service) const;
  bool has_alarm(const ModelMonit& monit, const std::string& path) const;
  bool is_off_and_told_later(const ModelService& service) const;
  bool was_expected(const std::string& path, const std::string& content) const;
  void look_at_baselines(const ModelMonit& monit);
  void look_at_alarms(const ModelMonit& monit);
  void look_at_claims(const ModelMonit& monit, const Journal& journal);

  Sight sight_;
  std::map<std::string, Word> words_;
  std::map<std::string, std::string> resumed_with_;  ///< The content, when a session monitored it.
  /// Off by a test that failed on what a session had resumed: for the session to tell.
  std::set<std::string> resumed_in_vain_;
  std::set<std::string> first_;  ///< Path and content, as monit had them before anything happened.
  std::map<std::string, std::string> baselines_;
  /// Substitute checks that monit had, and what each expects.
  struct Alarm {
    std::string path;
    std::string digest;
    const char* algorithm = "";
  };
  std::map<std::string, Alarm> alarms_;
  int alarms_kept_ = 0;
  int alarms_ended_ = 0;
  std::set<std::string> answered_for_;  ///< Path and content, as monit was told to read.
  int reader_ = 0;
  bool settled_ = false;
  std::vector<std::string> violations_;
};

}  // namespace pkgmap::model
