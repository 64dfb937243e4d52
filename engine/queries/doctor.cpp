#include "engine/queries/doctor.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>

#include "engine/facts/control_file.hpp"
#include "engine/facts/monit_host.hpp"
#include "engine/facts/policy_files.hpp"
#include "engine/facts/what_parses.hpp"
#include "engine/monit/client.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/queries/apt_hook.hpp"
#include "engine/queries/dnf4_hook.hpp"
#include "engine/queries/dnf5_hook.hpp"
#include "engine/queries/doctor_bypassed.hpp"
#include "engine/queries/doctor_drift.hpp"
#include "engine/queries/doctor_log.hpp"
#include "engine/queries/doctor_off.hpp"
#include "engine/queries/rpm_hook.hpp"
#include "engine/queries/sessions.hpp"
#include "engine/queries/unreadable.hpp"
#include "engine/queries/yum3_hook.hpp"
#include "engine/session/host/guard_start.hpp"
#include "engine/system/files/host_files.hpp"
#include "engine/system/files/state_directory.hpp"
#include "parsers/source/counted.hpp"

namespace pkgmap {
namespace {

using Health = Finding::Health;

constexpr const char* kMonitrcHint = "'monit-pkgmap config --check' shows every mistake";
constexpr const char* kRecoverUnit = "monit-pkgmap-recover.service";

// Whether any user can bind monit's port while monit reads its control file, and so keep checks
// suspended.
bool anybody_can_take_the_port(const monitrc::Httpd& httpd) {
  constexpr int kFirstOfEverybody = 1024;
  const bool by_socket = httpd.unixsocket && !httpd.unixsocket->read_only;
  return !by_socket && httpd.tcp && httpd.tcp->port >= kFirstOfEverybody;
}

// Why a monit of root would not read the control file at its next reload. Of another user's monit
// nothing can be said.
std::optional<Diagnostic> refusal_of(const std::string& control_file) {
  if (::geteuid() != 0) return std::nullopt;
  return refusal_of_file(control_file);
}

class Doctor {
 public:
  Doctor(const Settings& settings, const HookPlaces& places)
      : settings_(settings), places_(places) {}

  std::vector<Finding> examine() {
    look_at_control_file();
    if (!settings_.further) look_at_policy();
    look_at_monit();
    if (control_file_ && ::geteuid() == 0) findings_.push_back(finding_about_log(*control_file_));
    if (!settings_.further) look_at_host();
    look_at_drift();
    look_at_what_is_off();
    return std::move(findings_);
  }

 private:
  void add(const char* id, Health result, std::string what, std::string todo = {}) {
    findings_.push_back({id, result, std::move(what), std::move(todo)});
  }

  void add_all(const std::optional<Finding>& found) {
    if (found) findings_.push_back(*found);
  }
  void add_all(const std::vector<Finding>& found) {
    findings_.insert(findings_.end(), found.begin(), found.end());
  }

  /// What is the same for every monit.
  void look_at_host() {
    look_at_unserved();
    look_at_packages();
    look_at_programs();
    look_at_hook();
    look_at_bypassed();
    look_at_guard();
    look_at_recovery();
  }

  void look_at_control_file();
  void look_at_policy();
  void look_at_monit();
  void add_silent_monit(const Error& error);
  void look_at_unread();
  void look_at_peer();
  void look_at_unserved();
  void look_at_packages();
  void look_at_programs();
  void look_at_hook();
  void look_at_bypassed();
  void look_at_guard();
  void look_at_recovery();
  void look_at_drift();
  void look_at_what_is_off();
  bool asks_recover() const;

  const Settings& settings_;
  const HookPlaces& places_;
  std::vector<Finding> findings_;
  std::optional<monitrc::ControlFile> control_file_;
  /// Why something of the control file is missing in control_file_; empty if it is whole.
  std::string missing_part_;
  std::string cure_of_missing_part_;
  std::unique_ptr<MonitClient> monit_;
  std::optional<status::Status> status_;
};

void Doctor::look_at_control_file() {
  auto parsed = load_control_file(settings_);
  if (!parsed) {
    missing_part_ = parsed.error().message;
    cure_of_missing_part_ = first_hint(parsed.error(), "--monitrc FILE names it");
    return add("control-file", Health::failed, missing_part_, cure_of_missing_part_);
  }
  if (const auto mistake = mistake_in(*parsed)) {
    const bool refused = is_refused_to_this_user(mistake->message);
    missing_part_ = mistake->message;
    cure_of_missing_part_ = refused ? kAsRoot : "mend that first";
    add("control-file", Health::failed, mistake->message,
        refused ? kAsRoot : mistake->hint + "; " + kMonitrcHint);
    // Nothing of the file could be read, so nothing can be said of what stands in it.
    if (parsed->control_file.checks.empty() && !parsed->control_file.httpd) return;
  } else if (const auto refusal = refusal_of(parsed->control_file.path)) {
    add("control-file", Health::failed, parsed->control_file.path + ": " + refusal->message,
        refusal->hint);
  } else {
    add("control-file", Health::ok,
        parsed->control_file.path +
            " is understood: " + counted(parsed->control_file.checks.size(), "check"));
  }
  control_file_ = std::move(parsed->control_file);
}

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
  const auto& httpd = control_file_->httpd;
  const bool by_socket = httpd && httpd->unixsocket;
  if (by_socket && ::access(httpd->unixsocket->path.c_str(), R_OK | W_OK) != 0 &&
      is_refused_to_this_user(errno)) {
    return add("monit", Health::failed, "this user may not ask monit on " + httpd->unixsocket->path,
               kAsRoot);
  }
  add("monit", Health::failed, error.message, first_hint(error, "start monit"));
}

void Doctor::look_at_monit() {
  if (!control_file_) {
    return add("monit", Health::failed, "monit cannot be found without its control file",
               cure_of_missing_part_);
  }
  auto connected = connect_monit(*control_file_, {settings_.policy.unknown_peer});
  if (!connected && !missing_part_.empty() && !control_file_->httpd) {
    return add("monit", Health::failed,
               "where monit answers is not known: that may stand where " + missing_part_,
               cure_of_missing_part_);
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
  const bool found = daemon_of(*control_file_, *monit_).has_value();
  if (!found && is_refused_to_this_user(EACCES)) {
    add("daemon", Health::warning,
        "whether the process of monit can be told to take new baselines, only root can see",
        kAsRoot);
  } else if (!found) {
    add("daemon", Health::warning,
        "the process of monit cannot be found, so it cannot be told to take new baselines",
        "start monit with the control file that " + control_file_->path + " is");
  } else {
    add("daemon", Health::ok, "the process of monit can be told to take new baselines");
  }
  look_at_unread();
  look_at_peer();
}

// A package may have brought checks, and nobody reloaded monit.
void Doctor::look_at_unread() {
  const auto names = unread_checks(*control_file_, *status_);
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
  if (anybody_can_take_the_port(*control_file_->httpd)) {
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

void Doctor::look_at_packages() {
  const auto database =
      open_package_database({settings_.root, settings_.dbpath, false, {}, settings_.packages});
  if (!database) {
    return add("packages", Health::failed, database.error().message,
               first_hint(database.error(), "--dbpath DIR names the package database"));
  }
  const auto names = (*database)->names();
  if (!names) return add("packages", Health::failed, names.error().message);
  add("packages", names->empty() ? Health::warning : Health::ok,
      "the package database has " + counted(names->size(), "package"));
}

// The two confined programs, which read package files.
void Doctor::look_at_programs() {
  const bool is_dpkg =
      package_system_of({settings_.root, settings_.dbpath, false, {}, settings_.packages}) ==
      rules::PackageSystem::dpkg;
  const std::string kind = is_dpkg ? ".deb" : ".rpm";
  for (const char* name :
       {is_dpkg ? "monit-pkgmap-debs" : "monit-pkgmap-headers", "monit-pkgmap-payload"}) {
    const std::string path = settings_.libexec + "/" + name;
    if (::access(path.c_str(), X_OK) == 0) continue;
    if (is_refused_to_this_user(errno)) {
      return add("programs", Health::warning, "whether " + path + " can be run, only root can see",
                 kAsRoot);
    }
    return add("programs", Health::failed,
               path + " cannot be run, and without it no " + kind + " file can be read",
               "install monit-pkgmap anew");
  }
  add("programs", Health::ok, "what reads " + kind + " files is there");
}

void Doctor::look_at_hook() {
  if (::access(places_.disabled.c_str(), F_OK) == 0) {
    return add("hook", Health::failed, places_.disabled + " switches every hook off",
               "remove it: rm " + places_.disabled);
  }
  if (is_refused_to_this_user(errno)) {
    return add("hook", Health::warning,
               "whether " + places_.disabled + " switches every hook off, only root can see",
               kAsRoot);
  }
  const std::size_t before = findings_.size();
  UnreadableFiles files(settings_.root);
  const auto look = [&](const char* id, const char* manager, const auto& found) {
    const std::string unreadable = files.take_unreadable();
    if (!unreadable.empty()) {
      return add(id, Health::warning,
                 "whether " + std::string(manager) +
                     " calls monit-pkgmap, only root can see: " + unreadable + " cannot be read",
                 kAsRoot);
    }
    add_all(found);
  };
  look("hook-apt", "apt", examine_apt_hook(files, places_.apt));
  look("hook", "dnf 4", examine_dnf4_hook(files, places_.dnf4));
  look("hook-dnf5", "dnf 5", examine_dnf5_hook(files, places_.dnf5, dnf5_version()));
  look("hook-yum3", "yum 3", examine_yum3_hook(files, places_.yum3));
  look("hook-rpm", "rpm", examine_rpm_hook(files, places_.rpm, rpm_plugin_macro()));
  look("hook-zypp", "zypper", examine_zypp_hook(places_.zypp));
  if (findings_.size() > before) return;
  add("hook", Health::failed, "no package manager calls monit-pkgmap",
      "install the hook of apt, dnf 4, dnf 5, yum 3, rpm or zypper, or use 'monit-pkgmap run'");
}

void Doctor::look_at_bypassed() {
  findings_.push_back(finding_about_bypassed(settings_, findings_));
}

void Doctor::look_at_guard() {
  if (::geteuid() != 0) {
    return add("guard", Health::warning, "whether a guard can be started, only root can try",
               "run this as root");
  }
  // Whoever mistypes the name of a control file must not get a directory for its sessions, which
  // other commands would take for that of a further monit.
  bool missing = false;
  const auto state = control_file_
                         ? StateDirectory::open(settings_.state_directory)
                         : StateDirectory::open_existing(settings_.state_directory, missing);
  if (missing) {
    return add("guard", Health::warning,
               "whether a guard can be started is not known: " + missing_part_,
               cure_of_missing_part_);
  }
  if (!state) {
    return add("guard", Health::failed, state.error().message,
               first_hint(state.error(), kStateHint));
  }
  if (const auto writable = state->require_writable(); !writable) {
    return add("guard", Health::failed, writable.error().message, writable.error().hint);
  }
  if (const auto tried = try_guard(settings_); !tried) {
    return add("guard", Health::failed, tried.error().message,
               first_hint(tried.error(), "the host's log may say why"));
  }
  add("guard", Health::ok, "a guard can be started");
}

// Whether a check of monit runs `recover`, as the shipped check does.
bool Doctor::asks_recover() const {
  if (!control_file_) return false;
  const auto& checks = control_file_->checks;
  return std::any_of(checks.begin(), checks.end(), [](const monitrc::Check& check) {
    if (!check.program) return false;
    const auto& argv = check.program->argv;
    return std::any_of(argv.begin(), argv.end(), [](const std::string& word) {
      return word.find("recover") != std::string::npos;
    });
  });
}

void Doctor::look_at_recovery() {
  HostFiles files(settings_.root);
  const bool unit =
      !files.glob("/etc/systemd/system/*.wants/" + std::string(kRecoverUnit)).empty() ||
      !files.glob("/usr/lib/systemd/system/*.wants/" + std::string(kRecoverUnit)).empty();
  if (unit || asks_recover()) {
    return add("recovery", Health::ok,
               unit ? "what a power failure leaves suspended comes back at boot"
                    : "monit itself sees to what is left suspended");
  }
  if (!missing_part_.empty()) {
    return add("recovery", Health::warning,
               "whether monit resumes what a power failure leaves suspended is not known: " +
                   missing_part_,
               cure_of_missing_part_);
  }
  add("recovery", Health::warning, "nobody resumes what a power failure leaves suspended",
      "systemctl enable " + std::string(kRecoverUnit) +
          ", or let monit see to it (monit-pkgmap(8), FILES)");
}

void Doctor::look_at_drift() {
  if (!control_file_) return;
  if (is_refused_to_this_user(missing_part_)) {
    return add("drift", Health::warning,
               "what becomes of an alarm in a reload is not known: " + missing_part_,
               cure_of_missing_part_);
  }
  for (Finding& finding : findings_about_drift(settings_, *control_file_)) {
    findings_.push_back(std::move(finding));
  }
}

void Doctor::look_at_what_is_off() {
  const std::vector<monitrc::Check> none;
  const std::vector<monitrc::Check>& checks = control_file_ ? control_file_->checks : none;
  for (Finding& finding :
       findings_about_what_is_off(settings_, checks, status_ ? &*status_ : nullptr)) {
    findings_.push_back(std::move(finding));
  }
}

}  // namespace

std::vector<Finding> examine_host(const Settings& settings, const HookPlaces& places) {
  return Doctor(settings, places).examine();
}

}  // namespace pkgmap
