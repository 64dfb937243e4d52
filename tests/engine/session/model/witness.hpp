// Watches a whole interleaving, also what no session can see, and says whether the promises P1 to
// P5 of docs/design.md held.
//
// P1: a session asks monit to unmonitor only what its record has.
// P2: a check that was monitored is monitored, or named. P3: a check that an administrator switched
// off stays off. P4: monit takes no content as good that no package shipped and nobody accepted,
// unless a substitute check keeps the alarm for as long as the content is wrong; for a check that
// is off, the drift is reported when somebody monitors it. P5: a hook ends within its time.
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

/// What the administrator wants of a check, as far as anybody could see it.
enum class Word : std::uint8_t {
  on,
  off,
  unclear,  ///< He asked while a session acted on the same check, or monit itself forgot it.
};

class Witness {
 public:
  struct Sight {
    /// A process holds the lock, or waits for what it has asked monit for.
    std::function<bool()> somebody_acts;
    std::function<bool(const std::string& check)> is_held;  ///< A session has the check.
    std::function<bool(const std::string& path, const std::string& content)> is_packaged;
    std::function<std::string(const std::string& path)> content;
    std::function<bool(const std::string& path, int pid)>
        seen_by;  ///< Whether the process has read the present content.
    std::function<bool(const std::string& check)>
        is_suspended;  ///< A session has suspended the check.
    /// Whether our record has another content for this check, so that the drift will be reported.
    std::function<bool(const std::string& check, const std::string& content)> remembers;
    /// Whether every session that has the check reads in monit's log what people ask for.
    std::function<bool(const std::string& check)> is_heard;
    std::function<void(const std::string& what)> note;
  };
  explicit Witness(Sight sight) : sight_(std::move(sight)) {}

  void begin(const ModelMonit& monit);
  void switched(const ModelService& service, Who who);
  /// An administrator asks to unmonitor a check: also one that is off, or that a session asks for
  /// in the same moment, so that monit need not switch it because of this request.
  void asked_to_unmonitor(const ModelService& service);
  /// An administrator asks to monitor a check: a request that a session makes in the same moment
  /// may take the place of this one.
  void asked_to_monitor(const ModelService& service);
  /// A person resumes a session. If monit did not answer when the session began, or a check is to
  /// stay suspended, it names checks, too, that were off before, and the person may want them on.
  void resumed_by_a_person(const SessionRecord& session);
  /// A session asks monit to unmonitor a check.
  void will_unmonitor(const std::string& check);
  /// Somebody removes records: from now on nobody can tell what a session had in its own.
  void forget_records() { records_vanished_ = true; }
  /// A hook has ended that may take `limit`; on a slow machine both are that much longer.
  void hook_took(const std::string& hook, Usec time, Usec limit);
  /// Nobody can tell any more what monit's log has said.
  void forget_what_was_heard();
  /// monit is about to read its control file, because the process `pid` of a session told it to.
  void will_read(const ModelMonit& monit, int pid);
  void has_read(const ModelMonit& monit);
  /// Called at the end, when no session is left.
  void end(const ModelMonit& monit, const Journal& journal);

  const std::vector<std::string>& violations() const { return violations_; }
  /// How often a reload by a session gave monit a substitute check that it did not have before, and
  /// how often a reload took one away.
  int alarms_kept() const { return alarms_kept_; }
  int substitutes_ended() const { return alarms_ended_; }

  /// Also for whoever sees a violation that the witness cannot see.
  void violate(const std::string& what);

 private:
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
  std::set<std::string> said_again_;
  std::map<std::string, std::string>
      resumed_with_;  ///< By check: the content at the time when a session monitored it.
  /// Checks that are off because a test failed on a content that a session had resumed: the session
  /// must report these.
  std::set<std::string> resumed_in_vain_;
  std::set<std::string> first_;  ///< Path and content, as monit had them at the beginning.
  /// Path and content, as a package shipped it when a session had just made monit read it: from
  /// then on the content is good for a check of which nothing else is known.
  std::set<std::string> shipped_;
  std::map<std::string, std::string> baselines_;
  /// The substitute checks that monit had, and what each expects.
  struct Alarm {
    std::string path;
    std::string digest;
    Algorithm algorithm;
  };
  std::map<std::string, Alarm> alarms_;
  int alarms_kept_ = 0;
  int alarms_ended_ = 0;
  std::set<std::string>
      answered_for_;  ///< Path and content of the good files when monit was told to read.
  int reader_ = 0;
  bool records_vanished_ = false;
  std::set<std::string> once_recorded_;  ///< Checks that a record had when monit was asked.
  bool settled_ = false;
  std::vector<std::string> violations_;
};

}  // namespace pkgmap::model
