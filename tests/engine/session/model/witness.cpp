#include "tests/engine/session/model/witness.hpp"

#include <algorithm>

#include "engine/journal/history.hpp"
#include "engine/journal/substitutes.hpp"
#include "rules/plan/evaluate.hpp"
#include "tests/engine/session/model/digests.hpp"

namespace pkgmap::model {
namespace {

std::set<std::string> named_in_leftovers(const Journal& journal) {
  std::set<std::string> named;
  const auto all = journal.all();
  if (!all) return named;
  for (const SessionRecord& session : all->sessions) {
    if (session.state != SessionState::kept) continue;
    for (const SuspendedCheck& check : session.checks) named.insert(check.name);
  }
  return named;
}

std::set<std::string> named_in_history(const Journal& journal) {
  std::set<std::string> named;
  const auto history = read_history(journal.store());
  if (!history) return named;
  for (const Json& session : history->sessions) {
    for (const Json& check : session["checks"].items()) {
      const std::string result = check["result"].string_or("");
      if (result != "resumed") named.insert(check["name"].string_or(""));
    }
  }
  return named;
}

// The checksum test of a substitute check. Returns null for every other check.
const monitrc::Test* expectation_of(const ModelService& service) {
  const monitrc::Test* test = rules::checksum_test(*service.check);
  return test && !test->expect.empty() ? test : nullptr;
}

bool takes_the_next_content(const ModelService& service) {
  const monitrc::Test* test = rules::checksum_test(*service.check);
  return test && test->trigger == monitrc::Trigger::changed && !service.baseline;
}

// Nobody knew the good content when the substitute check began.
bool expects_no_content(const std::string& digest) {
  return digest.find_first_not_of('f') == std::string::npos;
}

}  // namespace

void Witness::violate(const std::string& what) {
  sight_.note("VIOLATED " + what);
  violations_.push_back(what);
}

void Witness::begin(const ModelMonit& monit) {
  for (const ModelService& service : monit.services()) {
    words_[service.check->name] = service.on() ? Word::on : Word::off;
    if (service.baseline) first_.insert(service.check->path + *service.baseline);
  }
  settled_ = true;
}

void Witness::switched(const ModelService& service, Who who) {
  if (!settled_) return;
  const std::string& name = service.check->name;
  if (who == Who::nobody) {
    forgotten(service);
    return;
  }
  sight_.note(std::string(name_of(who)) + (service.on() ? " monitored " : " unmonitored ") + name);
  if (who == Who::administrator) said(service);
  if (who == Who::test) went_off(service);
  if (who != Who::session) return;
  if (service.on()) resumed_with_[name] = sight_.content(service.check->path);
  const auto word = words_.find(name);
  if (service.on() && word != words_.end() && word->second == Word::off) {
    violate("P3: a session monitored " + name + ", which an administrator had switched off");
  }
}

// What the administrator wants is unclear if the request comes while a session has the check or
// acts: monit does not say who asked, so no session can tell this request from its own.
void Witness::said(const ModelService& service) {
  const std::string& name = service.check->name;
  const bool unclear = sight_.somebody_acts() || (!service.on() && sight_.is_held(name));
  words_[name] = unclear ? Word::unclear : service.on() ? Word::on : Word::off;
}

void Witness::asked_to_unmonitor(const ModelService& service) {
  const std::string& check = service.check->name;
  if (settled_ && service.on() && sight_.somebody_acts()) words_[check] = Word::unclear;
  if (!settled_ || service.on()) return;
  // A killed monit forgets that a session has monitored the check.
  const bool forgotten = !sight_.is_held(check);
  if (forgotten && words_[check] != Word::on) return;
  const bool heard = !forgotten && !sight_.somebody_acts() && sight_.is_heard(check);
  words_[check] = heard ? Word::off : Word::unclear;
  if (heard) said_again_.insert(check);
}

void Witness::asked_to_monitor(const ModelService& service) {
  const auto word = words_.find(service.check->name);
  if (settled_ && word != words_.end() && word->second == Word::off) word->second = Word::unclear;
}

void Witness::resumed_by_a_person(const SessionRecord& session) {
  for (const SuspendedCheck& check : session.checks) {
    if (!session.unasked && check.kept_reason.empty()) continue;
    const auto word = words_.find(check.name);
    if (word != words_.end() && word->second == Word::off) word->second = Word::unclear;
  }
}

// A hook that a guard has overtaken may ask once more after the session has ended: a record had the
// check then.
void Witness::will_unmonitor(const std::string& check) {
  if (sight_.is_suspended(check)) once_recorded_.insert(check);
  if (!settled_ || records_vanished_ || once_recorded_.contains(check)) return;
  violate("P1: a session asks monit to unmonitor " + check + ", which no record has");
}

void Witness::hook_took(const std::string& hook, Usec time, Usec limit) {
  if (time <= limit) return;
  violate("P5: " + hook + " took " + std::to_string(time / kSecond) + " s");
}

void Witness::forget_what_was_heard() {
  for (const std::string& check : said_again_) words_[check] = Word::unclear;
  said_again_.clear();
}

// Whether a session should have prevented that the check goes off. If the file changed after the
// check was monitored again, or no package ships its content, the failing test is right. If a
// package shipped the content before, the session should have made it the baseline.
void Witness::went_off(const ModelService& service) {
  const std::string& name = service.check->name;
  const auto with = resumed_with_.find(service.taken_by);
  const bool own = service.taken_by == name;
  const std::string& path = service.check->path;
  const bool packaged = sight_.is_packaged(path, sight_.content(path));
  const bool in_vain = own ? with != resumed_with_.end() && packaged &&
                                 with->second == sight_.content(service.check->path)
                           : resumed_in_vain_.contains(service.taken_by);
  if (in_vain) {
    resumed_in_vain_.insert(name);
  } else {
    resumed_in_vain_.erase(name);
  }
}

// monit, killed within a cycle, forgets what it was told. After a reboot monit monitors every check
// that is not `laststate`. In both cases monit itself did not do what the administrator wanted.
void Witness::forgotten(const ModelService& service) {
  const auto word = words_.find(service.check->name);
  if (word == words_.end()) return;
  if (word->second == Word::off && service.on()) word->second = Word::unclear;
  if (word->second == Word::on && !service.on() && service.last == Who::administrator) {
    word->second = Word::unclear;
  }
}

void Witness::will_read(const ModelMonit& monit, int pid) {
  reader_ = pid;
  baselines_.clear();
  answered_for_.clear();
  alarms_.clear();
  for (const ModelService& service : monit.services()) {
    const std::string& path = service.check->path;
    const std::string content = sight_.content(path);
    if (sight_.is_packaged(path, content)) answered_for_.insert(path + content);
    if (const monitrc::Test* expecting = expectation_of(service)) {
      alarms_[service.check->name] = {path, expecting->expect, algorithm_of(*expecting)};
    } else if (service.baseline) {
      baselines_[service.check->name + path] = *service.baseline;
    }
  }
}

void Witness::has_read(const ModelMonit& monit) {
  if (monit.reader() != Who::session || reader_ == 0) return;
  look_at_baselines(monit);
  look_at_alarms(monit);
  for (const ModelService& service : monit.services()) {
    const std::string& path = service.check->path;
    const std::string content = sight_.content(path);
    if (sight_.is_packaged(path, content)) shipped_.insert(path + content);
  }
}

// Whether a check is on whose expected content is another one than the file has now.
bool Witness::has_alarm(const ModelMonit& monit, const std::string& path) const {
  const auto& services = monit.services();
  return std::any_of(services.begin(), services.end(), [&](const ModelService& service) {
    const monitrc::Test* expecting = expectation_of(service);
    return expecting && service.check->path == path && service.on() &&
           digest_of_text(sight_.content(path), algorithm_of(*expecting)) != expecting->expect;
  });
}

// A content that came between the judge's look and the reload may become the baseline for a moment;
// the comparison with monit's pages finds it afterwards.
void Witness::look_at_baselines(const ModelMonit& monit) {
  for (const ModelService& service : monit.services()) {
    const std::string& path = service.check->path;
    const auto before = baselines_.find(service.check->name + path);
    const bool later = takes_the_next_content(service);
    if (before == baselines_.end() || (!service.baseline && !later) || expectation_of(service)) {
      continue;
    }
    const std::string taken = later ? sight_.content(path) : *service.baseline;
    if (taken == before->second || answered_for_.contains(path + taken)) continue;
    if (sight_.is_packaged(path, taken) || !sight_.seen_by(path, reader_)) continue;
    if (has_alarm(monit, path) || was_expected(path, taken)) continue;
    if (is_off_and_told_later(service)) continue;
    violate("P4: a session let monit take " + path + " with the content " + taken + " for " +
            service.check->name);
  }
}

// A substitute check may end only if the content is the good one.
void Witness::look_at_alarms(const ModelMonit& monit) {
  for (const ModelService& service : monit.services()) {
    if (expectation_of(service) && !alarms_.contains(service.check->name)) ++alarms_kept_;
  }
  for (const auto& [name, alarm] : alarms_) {
    if (!monit.find(name)) ++alarms_ended_;
    const std::string content = sight_.content(alarm.path);
    const bool good = digest_of_text(content, alarm.algorithm) == alarm.digest ||
                      sight_.is_packaged(alarm.path, content) ||
                      (expects_no_content(alarm.digest) && shipped_.contains(alarm.path + content));
    if (good || !sight_.seen_by(alarm.path, reader_) || monit.find(name)) continue;
    if (has_alarm(monit, alarm.path)) continue;
    violate("P4: a session ended the alarm " + name + " over the content " + content);
  }
}

// monit does not show what `if changed` compares with while the check is off, so the first value
// that it shows afterwards must do.
bool Witness::is_off_and_told_later(const ModelService& service) const {
  if (service.on() || sight_.is_suspended(service.check->name)) return false;
  const monitrc::Test* test = rules::checksum_test(*service.check);
  const bool shown = test && test->trigger == monitrc::Trigger::failed;
  // A guard may have the records in memory, and write them again.
  return !shown || records_vanished_ || sight_.remembers(service.check->name, *service.baseline);
}

// Whether monit had this content at the beginning, or a substitute check expected it; until now
// monit's baseline was a wrong content.
bool Witness::was_expected(const std::string& path, const std::string& content) const {
  if (first_.contains(path + content)) return true;
  return std::any_of(alarms_.begin(), alarms_.end(), [&](const auto& known) {
    const Alarm& alarm = known.second;
    return alarm.path == path && digest_of_text(content, alarm.algorithm) == alarm.digest;
  });
}

// A substitute check that is reported must keep its alarm.
void Witness::look_at_claims(const ModelMonit& monit, const Journal& journal) {
  const auto claimed = read_substitutes(journal.store());
  if (!claimed) return;
  for (const rules::SubstituteCheck& alarm : *claimed) {
    const std::string content = sight_.content(alarm.path);
    // Without a digest nobody knows the good content.
    const bool expected = alarm.digest.known() &&
                          digest_of_text(content, alarm.digest.algorithm) == alarm.digest.value;
    const bool good = expected || sight_.is_packaged(alarm.path, content);
    if (!good && !monit.find(alarm.name)) {
      violate("P4: " + alarm.name + " is said to keep an alarm, and monit has no such check");
    }
  }
}

// Whether the administrator switched the check off, or a test for which no session is responsible.
bool Witness::is_excused(const ModelService& service) const {
  if (service.last == Who::administrator) return true;
  return service.last == Who::test && !resumed_in_vain_.contains(service.check->name);
}

void Witness::end(const ModelMonit& monit, const Journal& journal) {
  look_at_claims(monit, journal);
  auto named = named_in_leftovers(journal);
  named.merge(named_in_history(journal));
  for (const ModelService& service : monit.services()) {
    const std::string& name = service.check->name;
    const auto word = words_.find(name);
    if (word == words_.end()) continue;
    if (word->second == Word::off && service.on()) violate("P3: " + name + " is monitored");
    if (word->second != Word::on || service.on() || named.contains(name)) continue;
    if (!is_excused(service)) {
      violate("P2: " + name + " is off, last by " + name_of(service.last) + ", and nobody says so");
    }
  }
}

}  // namespace pkgmap::model
