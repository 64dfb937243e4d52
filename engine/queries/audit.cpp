#include "engine/queries/audit.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/facts/gather.hpp"
#include "engine/facts/host_packages.hpp"
#include "engine/journal/journal.hpp"
#include "engine/monit/client.hpp"
#include "engine/packages/digest.hpp"
#include "engine/system/host_files.hpp"
#include "engine/system/path_resolver.hpp"
#include "engine/system/root_directory.hpp"

namespace pkgmap {
namespace {

using rules::ContentState;
using rules::Watch;

Watch watch_of(const status::Service& service) {
  constexpr int kStarting = 2;
  constexpr int kWaiting = 4;
  if (!service.monitored()) return Watch::off;
  if ((service.monitor & kWaiting) != 0) return Watch::waiting;
  if ((service.monitor & kStarting) != 0) return Watch::starting;
  return service.status == 0 ? Watch::monitored : Watch::failing;
}

void ask_for_states(const Settings& settings, Audit& audit) {
  if (!settings.live()) return;
  ClientOptions at_once;
  at_once.timeout = std::chrono::seconds(1);
  at_once.tries = 1;
  const auto monit = connect_monit(audit.parsed.control_file, at_once);
  if (!monit) return;
  const auto status = (*monit)->status();
  if (!status) return;
  const auto sessions = read_sessions(settings.state_directory);
  for (std::size_t i = 0; i < audit.states.size(); ++i) {
    const std::string& name = audit.check(i).name;
    if (const auto* service = status->find(name)) audit.states[i].watch = watch_of(*service);
    if (!sessions) continue;
    audit.states[i].suspended =
        std::any_of(sessions->sessions.begin(), sessions->sessions.end(),
                    [&](const SessionRecord& session) { return session.find(name) != nullptr; });
  }
}

// Empty: there is no such regular file, or it cannot be read.
std::string digest_below(const RootDirectory& root, const std::string& path,
                         const std::string& algorithm) {
  const Fd fd = root.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  struct stat info {};
  if (!fd || ::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode)) return {};
  const auto digest = digest_of(fd.get(), algorithm);
  return digest ? *digest : std::string();
}

void compare_content(const Settings& settings, const HostPackages& host, Audit& audit) {
  const RootDirectory root(settings.root);
  for (std::size_t i = 0; i < audit.states.size(); ++i) {
    const rules::CheckFacts& facts = audit.facts.checks[i];
    if (facts.check->type != monitrc::CheckType::file || facts.path.hops.empty()) continue;
    const auto owners = host.owners.find(facts.path.hops.back());
    if (owners == host.owners.end()) continue;
    rules::CheckState& state = audit.states[i];
    for (const HostPackages::Owned& owned : owners->second) {
      const std::string digest = digest_below(root, facts.path.asked, owned.file.algorithm);
      if (digest.empty()) continue;
      state.content =
          digest == owned.file.digest ? ContentState::as_packaged : ContentState::changed;
      state.package = audit.facts.packages[owned.package].nevra.text();
      state.config = owned.file.config;
      if (state.content == ContentState::as_packaged) break;
    }
  }
}

// Units that an administrator has enabled: links in the `.wants` of targets.
std::vector<rules::EnabledService> enabled_services(const Settings& settings) {
  constexpr const char* kPlace = "/etc/systemd/system";
  const HostFiles files(settings.root);
  PathResolver paths(settings.root);
  std::vector<rules::EnabledService> services;
  for (const std::string& target : files.names_in(kPlace)) {
    if (!target.ends_with(".target.wants")) continue;
    const std::string place = std::string(kPlace) + "/" + target;
    for (const std::string& unit : files.names_in(place)) {
      const ResolvedPath& fragment = paths.resolve(place + "/" + unit);
      if (!unit.ends_with(".service") || !fragment.exists) continue;
      services.push_back({unit, fragment.target, ""});
    }
  }
  return services;
}

}  // namespace

Result<std::unique_ptr<Audit>> audit(const Settings& settings) {
  auto loaded = load_control_file(settings);
  if (!loaded) return loaded.error();
  auto audit = std::make_unique<Audit>();
  audit->parsed = std::move(*loaded);
  audit->policy = settings.policy;
  if (auto understood = require_parsed(audit->parsed); !understood) return understood.error();
  auto database = open_package_database({settings.root, settings.dbpath});
  if (!database) return database.error();
  audit->facts.checks = gather_checks(audit->parsed.control_file.checks, settings.root);
  auto services = enabled_services(settings);
  std::vector<std::string> fragments;
  for (const rules::EnabledService& service : services) fragments.push_back(service.fragment);
  auto host = find_host_packages(audit->facts.checks, fragments, **database, settings.root);
  if (!host) return host.error();
  for (rules::EnabledService& service : services) {
    service.package = host->owner_of_more[service.fragment];
  }
  std::erase_if(services, [](const auto& service) { return service.package.empty(); });
  audit->facts.packages = std::move(host->packages);
  audit->belongings = rules::belongings(audit->facts, host->candidates, settings.policy);
  audit->states.resize(audit->facts.checks.size());
  ask_for_states(settings, *audit);
  compare_content(settings, *host, *audit);
  audit->findings =
      rules::findings_of({&audit->facts, &audit->parsed.sources, &audit->parsed.control_file,
                          audit->belongings, audit->states, std::move(services), settings.live()},
                         settings.policy);
  return audit;
}

}  // namespace pkgmap
