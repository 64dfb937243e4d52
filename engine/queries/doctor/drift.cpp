#include "engine/queries/doctor/drift.hpp"

#include "engine/queries/files_view.hpp"
#include "engine/session/acts/gate.hpp"
#include "engine/session/acts/managed_file.hpp"
#include "rules/substitute.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

constexpr const char* kDrift = "drift";

constexpr const char* kMakeRoomForSubstitutes =
    "root must own the directory and the file, and nobody else may write them; until then monit is "
    "not reloaded while a file has drifted";

HostFinding what_becomes_of_alarms(const Settings& settings, const monitrc::ControlFile& file,
                                   Host& host) {
  if (settings.policy.drift != rules::OnDrift::carry) {
    return {kDrift,
            Health::ok,
            std::string("the policy says 'drift: ") + rules::name_of(settings.policy.drift) + "'",
            {}};
  }
  if (const auto why = why_no_substitutes(host, file)) {
    return {kDrift, Health::warning, "no substitute check can keep an alarm: " + why->message,
            kMakeRoomForSubstitutes};
  }
  if (const auto path = rules::managed_path(file.includes)) {
    return {kDrift, Health::ok, "an alarm that a reload would end is kept alive in " + *path, {}};
  }
  return {kDrift, Health::warning,
          "no 'include' of the control file can read a substitute check, so monit is not reloaded "
          "while "
          "a file has drifted",
          "add 'include /etc/monit.d/*' to " + file.path};
}

constexpr const char* kMendWhatIsNamed =
    "mend what the message names; until then monit-pkgmap does not know every good content";

// A monit that does not answer has a finding of its own.
void add_notes(const FilesView& view, std::vector<HostFinding>& findings) {
  for (const Error& note : view.notes) {
    findings.push_back(
        {kDrift, Health::warning, note.message, note.hint.empty() ? kMendWhatIsNamed : note.hint});
  }
}

// An alarm counts as kept only if monit's status has the substitute check, and monitored.
void add_carried(const FilesView& view, std::vector<HostFinding>& findings) {
  if (!view.status) return;
  for (const rules::SubstituteCheck& one : view.substitutes) {
    const status::Service* service = view.status->find(one.name);
    if (!service) {
      findings.push_back(
          {kDrift, Health::failed,
           "the alarm about " + one.path + " is lost: monit has no check '" + one.name + "'",
           "'monit-pkgmap recover' puts it back"});
    } else if (!service->monitored()) {
      findings.push_back(
          {kDrift, Health::warning,
           "'" + one.name + "', which keeps the alarm about " + one.path + ", is off",
           "'monit monitor " + one.name + "' brings it back"});
    } else {
      findings.push_back(
          {kDrift, Health::warning,
           one.path + " is not what it was; '" + one.name + "' keeps its alarm",
           "bring the good content back, or 'monit-pkgmap accept " + one.path + "'"});
    }
  }
}

void add_vetoes(const FilesView& view, std::vector<HostFinding>& findings) {
  for (const JudgedFile& file : view.files.files) {
    if (!file.verdict.vetoes) continue;
    findings.push_back(
        {kDrift, Health::failed, "monit cannot be reloaded: " + file.verdict.reason,
         "bring the good content back, or 'monit-pkgmap accept " + file.facts.path + "'"});
  }
}

}  // namespace

std::vector<HostFinding> findings_about_drift(const Settings& settings,
                                              const monitrc::ControlFile& control_file,
                                              Host& host) {
  std::vector<HostFinding> findings = {what_becomes_of_alarms(settings, control_file, host)};
  // If the files cannot be examined, other findings of doctor have said why.
  const auto view = view_files(settings, host);
  if (!view) return findings;
  add_notes(*view, findings);
  add_carried(*view, findings);
  add_vetoes(*view, findings);
  return findings;
}

}  // namespace pkgmap
