#include "tests/engine/session/model/witness.hpp"

#include "engine/journal/history.hpp"

namespace pkgmap::model {
namespace {

std::set<std::string> named_in_ledger(const Journal& journal) {
  std::set<std::string> named;
  const auto all = journal.all();
  if (!all) return named;
  for (const SessionRecord& session : all->sessions) {
    if (session.phase != Phase::kept) continue;
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

}  // namespace

void Witness::violate(const std::string& what) {
  sight_.note("VIOLATED " + what);
  violations_.push_back(what);
}

void Witness::begin(const ModelMonit& monit) {
  for (const ModelService& service : monit.services()) {
    words_[service.check->name] = service.on() ? Word::on : Word::off;
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

// A word that comes while a session has the check in hand, or acts, cannot be told from what the
// session itself did: monit does not say who asked.
void Witness::said(const ModelService& service) {
  const std::string& name = service.check->name;
  const bool unclear = sight_.somebody_acts() || (!service.on() && sight_.is_held(name));
  words_[name] = unclear ? Word::unclear : service.on() ? Word::on : Word::off;
}

// A file that changed after its check was monitored again is monit's to judge, and so is a content
// that no package answers for; what a package shipped before, the session should have seen to.
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

// Killed within a cycle monit forgets what it was told, and a reboot makes it monitor all that is
// not `laststate`: then it was monit who did not keep the word.
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
  for (const ModelService& service : monit.services()) {
    const std::string& path = service.check->path;
    const std::string content = sight_.content(path);
    if (sight_.is_packaged(path, content)) answered_for_.insert(path + content);
    if (service.baseline) baselines_[service.check->name + service.check->path] = *service.baseline;
  }
}

// A content that came between the last look and the reading can be blessed for a moment: the pages
// tell afterwards.
void Witness::has_read(const ModelMonit& monit) {
  if (monit.reader() != Who::session || reader_ == 0) return;
  for (const ModelService& service : monit.services()) {
    const auto before = baselines_.find(service.check->name + service.check->path);
    if (before == baselines_.end() || !service.baseline) continue;
    const std::string& path = service.check->path;
    if (*service.baseline == before->second) continue;
    if (answered_for_.contains(path + *service.baseline)) continue;
    if (sight_.is_packaged(path, *service.baseline) || !sight_.seen_by(path, reader_)) continue;
    violate("P4: a session let monit take " + path + " with the content " + *service.baseline);
  }
}

// His own word, or a test that no session has to answer for.
bool Witness::is_excused(const ModelService& service) const {
  if (service.last == Who::administrator) return true;
  return service.last == Who::test && !resumed_in_vain_.contains(service.check->name);
}

void Witness::end(const ModelMonit& monit, const Journal& journal) {
  auto named = named_in_ledger(journal);
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
