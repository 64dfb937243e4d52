// What an administrator has said only to monit's log: such a check belongs to no session any more.
#include <vector>

#include "engine/session/acts/heard.hpp"
#include "engine/session/resume/run.hpp"

namespace pkgmap {
namespace {

bool give_up(SessionRecord& record, const std::string& name) {
  return std::erase_if(record.checks, [&](const SuspendedCheck& check) {
           return same_name(check.name, name);
         }) != 0;
}

void give_up_in_others(ResumeRun& run, const std::string& name) {
  for (SessionRecord& other : run.others) {
    if (!give_up(other, name)) continue;
    remember(run, run.journal.save(other));
  }
}

}  // namespace

void leave_what_was_said_off(ResumeRun& run) {
  const auto said = heard(run.record, names_of(run.status.services), run.journal, run.host);
  for (const std::string& name : said.perhaps) {
    CheckNames& told = run.outcome.perhaps_said_off;
    if (!names_check(told, name)) told.push_back(name);
  }
  for (const std::string& name : said.certain) {
    const status::Service* service = run.status.find(name);
    if (service && service->monitored()) continue;
    run.outcome.said_off.push_back(name);
    note_lost(run, name, kSaidOff);
    give_up(run.record, name);
    give_up_in_others(run, name);
  }
  if (!said.certain.empty()) remember(run, run.journal.save(run.record));
}

}  // namespace pkgmap
