#include "engine/queries/verify.hpp"

#include <sys/stat.h>

#include <algorithm>

#include "engine/facts/control_file.hpp"
#include "engine/integrity/baselines.hpp"
#include "engine/integrity/content.hpp"
#include "engine/journal/substitutes.hpp"
#include "engine/session/acts/substitutes.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap {
namespace {

using Verdict = VerifiedFile::Result;

Verdict against_baseline(const HeldBaseline& held, const Content& content) {
  if (held.digest.empty()) return Verdict::unknown;
  return content.digest == held.digest ? Verdict::ok : Verdict::drift;
}

Verdict against_package(const Content& content) {
  const bool nobody = content.shipped == Shipped::unowned || content.shipped == Shipped::silent;
  if (nobody) return Verdict::unknown;
  return content.packaged ? Verdict::ok : Verdict::drift;
}

// A %ghost need not be there for its package.
bool may_be_absent(const Content& content, Against against) {
  return against == Against::package && content.shipped == Shipped::silent;
}

Verdict judge(const HeldBaseline& held, const Content& content, Against against) {
  if (content.state == ContentState::missing) {
    return may_be_absent(content, against) ? Verdict::unknown : Verdict::missing;
  }
  const Verdict baseline = against_baseline(held, content);
  const Verdict package = against_package(content);
  if (against == Against::baseline) return baseline;
  if (against == Against::package) return package;
  if (baseline == Verdict::ok || package == Verdict::ok) return Verdict::ok;
  const bool drift = baseline == Verdict::drift || package == Verdict::drift;
  return drift ? Verdict::drift : Verdict::unknown;
}

// Without monit only the sums that the control file itself gives are known.
HeldBaseline baseline_from_text(const monitrc::Check& check, const monitrc::Test& test) {
  const char* algorithm = test.algorithm ? monitrc::name_of(*test.algorithm) : "md5";
  return {check.name, check.path, algorithm, test.expect};
}

std::string new_version_of(const std::string& path, bool config) {
  const std::string beside = path + ".rpmnew";
  struct stat info {};
  return config && ::lstat(beside.c_str(), &info) == 0 ? beside : std::string();
}

struct MonitView {
  std::unique_ptr<MonitClient> client;
  std::optional<status::Status> status;
};

MonitView look_at_monit(const Settings& settings, const monitrc::ControlFile& control_file,
                        std::vector<std::string>& notes) {
  MonitView view;
  if (!settings.live()) return view;
  auto client = connect_monit(control_file, {settings.policy.unknown_peer});
  if (client) {
    auto status = (*client)->status();
    if (status) {
      view.client = std::move(*client);
      view.status = std::move(*status);
      return view;
    }
    notes.push_back(status.error().message);
  } else {
    notes.push_back(client.error().message);
  }
  notes.back() += ": its baselines are not known";
  return view;
}

bool is_substitute(const std::vector<rules::SubstituteCheck>& substitutes,
                   const std::string& check) {
  return std::any_of(substitutes.begin(), substitutes.end(),
                     [&](const rules::SubstituteCheck& substitute) {
                       return monitrc::same_name(substitute.name, check);
                     });
}

}  // namespace

bool Verification::drifted() const {
  return std::any_of(files.begin(), files.end(),
                     [](const VerifiedFile& file) { return file.result == Verdict::drift; });
}

const char* name_of(VerifiedFile::Result result) {
  switch (result) {
    case Verdict::ok:
      return "ok";
    case Verdict::drift:
      return "drift";
    case Verdict::missing:
      return "missing";
    case Verdict::unknown:
      return "unknown";
  }
  return "unknown";
}

const char* name_of(Shipped shipped) {
  switch (shipped) {
    case Shipped::unowned:
      return "unowned";
    case Shipped::silent:
      return "silent";
    case Shipped::equal:
      return "equal";
    case Shipped::differs:
      return "differs";
    case Shipped::replaced:
      return "replaced";
  }
  return "unowned";
}

Result<Verification> verify(const Settings& settings, Against against) {
  if (!settings.live()) {
    return Error{ErrorCode::usage, "verify looks at the running host: it takes no --root"};
  }
  const auto parsed = load_control_file(settings);
  if (!parsed) return parsed.error();
  if (auto understood = require_parsed(*parsed); !understood) return understood.error();
  auto database =
      open_package_database({settings.root, settings.dbpath, settings.policy.require_signature});
  if (!database) return database.error();
  Verification verification;
  verification.against = against;
  const monitrc::ControlFile& control_file = parsed->control_file;
  const MonitView monit = look_at_monit(settings, control_file, verification.notes);
  // All at once: a monit that answers no page is not waited for again and again.
  std::vector<HeldBaseline> known;
  if (monit.status) known = held_baselines(control_file.checks, *monit.client, *monit.status);
  std::vector<rules::SubstituteCheck> substitutes;
  if (auto read = read_substitutes_of(settings.state_directory)) {
    substitutes = substitutes_of(control_file.path, *read);
  } else {
    verification.notes.push_back(read.error().message);
  }
  for (const monitrc::Check& check : control_file.checks) {
    const monitrc::Test* test = rules::checksum_test(check);
    // Of an alarm, the check that it keeps speaks.
    if (!test || is_substitute(substitutes, check.name)) continue;
    HeldBaseline held = baseline_from_text(check, *test);
    for (const HeldBaseline& page : known) {
      if (page.check == check.name) held = page;
    }
    // monit compares with the bad content by then, and another check with the good one.
    const rules::SubstituteCheck* substitute = substitute_for(substitutes, check.name, check.path);
    if (substitute) held = {check.name, check.path, substitute->algorithm, substitute->digest};
    const auto content = examine(held, database->get());
    if (!content) return content.error();
    verification.files.push_back(
        {check.name, check.path, judge(held, *content, against), held.digest, content->digest,
         content->package, content->signature, content->shipped, content->config, content->refusal,
         new_version_of(check.path, content->config), substitute ? substitute->name : ""});
  }
  return verification;
}

}  // namespace pkgmap
