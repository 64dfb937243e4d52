#include "engine/queries/doctor/doctor.hpp"

#include <unistd.h>

#include <cerrno>
#include <optional>

#include "engine/facts/control_file.hpp"
#include "engine/facts/monit_host.hpp"
#include "engine/facts/policy_files.hpp"
#include "engine/facts/what_parses.hpp"
#include "engine/monit/client.hpp"
#include "engine/queries/doctor/bypassed.hpp"
#include "engine/queries/doctor/control_file.hpp"
#include "engine/queries/doctor/drift.hpp"
#include "engine/queries/doctor/hooks/hooks.hpp"
#include "engine/queries/doctor/log.hpp"
#include "engine/queries/doctor/off.hpp"
#include "engine/queries/doctor/packages.hpp"
#include "engine/queries/doctor/recovery.hpp"
#include "engine/queries/unreadable.hpp"
#include "parsers/source/counted.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

// Whether any user can bind monit's port while monit reads its control file, and so keep checks
// suspended.
bool anybody_can_take_the_port(const monitrc::Httpd& httpd) {
  constexpr int kFirstOfEverybody = 1024;
  const bool by_socket = httpd.unixsocket && !httpd.unixsocket->read_only;
  return !by_socket && httpd.tcp && httpd.tcp->port >= kFirstOfEverybody;
}

class Doctor {
 public:
  Doctor(const Settings& settings, const HookPlaces& places)
      : settings_(settings), places_(places), seen_(see_control_file(settings)) {}

  std::vector<HostFinding> examine() {
    findings_.push_back(seen_.finding);
    if (!settings_.further) look_at_policy();
    look_at_monit();
    if (seen_.control_file && ::geteuid() == 0) {
      findings_.push_back(finding_about_log(*seen_.control_file));
    }
    if (!settings_.further) look_at_host();
    look_at_drift();
    look_at_what_is_off();
    return std::move(findings_);
  }

 private:
  void add(const char* id, Health result, std::string what, std::string todo = {}) {
    findings_.push_back({id, result, std::move(what), std::move(todo)});
  }
  void add_all(const std::vector<HostFinding>& found) {
    findings_.insert(findings_.end(), found.begin(), found.end());
  }

  /// What is the same for every monit.
  void look_at_host() {
    look_at_unserved();
    findings_.push_back(finding_about_packages(settings_));
    findings_.push_back(finding_about_programs(settings_));
    add_all(findings_about_hooks(settings_.root, places_));
    findings_.push_back(finding_about_bypassed(settings_, findings_));
    findings_.push_back(finding_about_guard(settings_, seen_));
    findings_.push_back(finding_about_recovery(settings_, seen_));
  }

  void look_at_policy();
  void look_at_monit();
  void add_silent_monit(const Error& error);
  void look_at_daemon();
  void look_at_unread();
  void look_at_peer();
  void look_at_unserved();
  void look_at_drift();
  void look_at_what_is_off();

  const Settings& settings_;
  const HookPlaces& places_;
  const SeenControlFile seen_;
  std::vector<HostFinding> findings_;
  std::unique_ptr<MonitClient> monit_;
  std::optional<status::Status> status_;
};

void Doctor::look_at_policy() {
  const PolicyFiles policy = load_policy(settings_);
  if (const auto understood = require_understood(policy); !understood) {
    const std::string& message = understood.error().message;
    const bool refused = is_refused_to_this_user(message);
    return add("policy", Health::failed,
               refused ? message : message + "; no check is suspended meanwhile",
               first_hint(understood.error(), "'monit-pkgmap policy' shows every mistake"));
  }
  add("policy", Health::ok,
      policy.files.empty() ? "there is no policy file: the built-in policy applies"
                           : "the policy is understood");
}

// Only root may connect to the socket of a monit that root has started.
void Doctor::add_silent_monit(const Error& error) {
  const auto& httpd = seen_.control_file->httpd;
  const bool by_socket = httpd && httpd->unixsocket;
  if (by_socket && ::access(httpd->unixsocket->path.c_str(), R_OK | W_OK) != 0 &&
      is_refused_to_this_user(errno)) {
    return add("monit", Health::failed, "this user may not ask monit on " + httpd->unixsocket->path,
               kAsRoot);
  }
  add("monit", Health::failed, error.message, first_hint(error, "start monit"));
}

void Doctor::look_at_monit() {
  if (!seen_.control_file) {
    return add("monit", Health::failed, "monit cannot be found without its control file",
               seen_.cure);
  }
  auto connected = connect_monit(*seen_.control_file, {settings_.policy.unknown_peer});
  if (!connected && !seen_.missing_part.empty() && !seen_.control_file->httpd) {
    return add("monit", Health::failed,
               "where monit answers is not known: that may stand where " + seen_.missing_part,
               seen_.cure);
  }
  if (!connected) return add_silent_monit(connected.error());
  monit_ = std::move(*connected);
  auto status = monit_->status();
  if (!status) return add_silent_monit(status.error());
  status_ = std::move(*status);
  // The request names no check: monit answers whether this user may act, and changes no check.
  if (const auto allowed = monit_->may_act(); !allowed) {
    return add("monit", Health::failed, allowed.error().message,
               first_hint(allowed.error(), "'allow' in 'set httpd' must not be read-only"));
  }
  add("monit", Health::ok, "monit " + status_->version + " answers and allows actions");
  look_at_daemon();
  look_at_unread();
  look_at_peer();
}

// Whether resumes can make monit take new baselines.
void Doctor::look_at_daemon() {
  const bool found = daemon_of(*seen_.control_file, *monit_).has_value();
  if (!found && is_refused_to_this_user(EACCES)) {
    add("daemon", Health::warning,
        "whether the process of monit can be told to take new baselines, only root can see",
        kAsRoot);
  } else if (!found) {
    add("daemon", Health::warning,
        "the process of monit cannot be found, so it cannot be told to take new baselines",
        "start monit with the control file that " + seen_.control_file->path + " is");
  } else {
    add("daemon", Health::ok, "the process of monit can be told to take new baselines");
  }
}

// A package may have brought checks, and nobody reloaded monit. A control file that monit would
// refuse must be mended first: the reload would end monit.
void Doctor::look_at_unread() {
  if (seen_.finding.health != Health::ok) return;
  const auto names = unread_checks(*seen_.control_file, *status_);
  if (names.empty()) return;
  add("unread", Health::warning,
      "monit has not read " + counted(names.size(), "check") + " of its control file, " +
          names.front() + " among them",
      "'monit reload' makes monit read it; 'unread: reload' in the policy lets a resume do so");
}

// Says what shows that monit itself answers.
void Doctor::look_at_peer() {
  const std::optional<Peer> peer = monit_->peer();
  if (!peer) return;
  if (!peer->doubt.empty()) {
    return add("peer", Health::warning, peer->doubt, peer->todo);
  }
  if (anybody_can_take_the_port(*seen_.control_file->httpd)) {
    return add("peer", Health::warning,
               "monit's own process answers, but any user can take its port while it reads its "
               "control file, and then nothing is resumed",
               kUnixSocketHint);
  }
  add("peer", Health::ok, "monit's own process answers");
}

void Doctor::look_at_unserved() {
  if (settings_.unserved.empty()) return;
  std::string all;
  for (const UnservedMonit& monit : settings_.unserved) {
    all += (all.empty() ? "" : "; ") + monit.about;
  }
  add("other-monits", Health::warning, "not looked after: " + all,
      "only a monit that runs as root, with the files and processes of this host, is looked "
      "after");
}

void Doctor::look_at_drift() {
  if (!seen_.control_file) return;
  if (is_refused_to_this_user(seen_.missing_part)) {
    return add("drift", Health::warning,
               "what becomes of an alarm in a reload is not known: " + seen_.missing_part,
               seen_.cure);
  }
  add_all(findings_about_drift(settings_, *seen_.control_file));
}

void Doctor::look_at_what_is_off() {
  const std::vector<monitrc::Check> none;
  const std::vector<monitrc::Check>& checks =
      seen_.control_file ? seen_.control_file->checks : none;
  add_all(findings_about_what_is_off(settings_, checks, status_ ? &*status_ : nullptr));
}

}  // namespace

std::vector<HostFinding> examine_host(const Settings& settings, const HookPlaces& places) {
  return Doctor(settings, places).examine();
}

}  // namespace pkgmap
