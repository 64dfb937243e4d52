// What an administrator has said only to monit's log: such a check belongs to no session any more.
#include <vector>

#include "engine/session/acts/heard.hpp"
#include "engine/session/resume/run.hpp"

namespace pkgmap {
namespace {

bool give_up(SessionRecord& record, const std::string& name) {
  return std::erase_if(record.checks, [&](const SuspendedCheck& check) {
           return monitrc::same_name(check.name, name);
         }) != 0;
}

void give_up_in_others(ResumeRun& run, const std::string& name) {
  for (SessionRecord& other : run.others) {
    if (!give_up(other, name)) continue;
    remember(run, run.journal.save(other));
  }
}

void tell_of_a_doubtful_word(ResumeRun& run, const std::string& name) {
  run.host.log({LogEntry::Level::warning,
                "monit's log says that somebody unmonitored '" + name +
                    "' while it was suspended, but what a check prints may look so: it is "
                    "monitored again; 'monit unmonitor " +
                    name + "' switches it off",
                {{"MONIT_PKGMAP_SESSION", run.record.id}, {"MONIT_PKGMAP_CHECKS", name}}});
}

}  // namespace

void leave_what_was_said_off(ResumeRun& run) {
  std::vector<std::string> checks;
  for (const status::Service& service : run.status.services) checks.push_back(service.name);
  const auto said = heard(run.record, checks, run.journal, run.host);
  for (const std::string& name : said.perhaps) tell_of_a_doubtful_word(run, name);
  for (const std::string& name : said.certain) {
    const status::Service* service = run.status.find(name);
    if (service && service->monitored()) continue;
    run.outcome.kept.push_back({name, kSaidOff});
    run.record.results.lost.push_back({name, kSaidOff});
    give_up(run.record, name);
    give_up_in_others(run, name);
  }
  if (!said.certain.empty()) remember(run, run.journal.save(run.record));
}

}  // namespace pkgmap
