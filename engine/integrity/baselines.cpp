#include "engine/integrity/baselines.hpp"

#include <algorithm>

#include "parsers/source/ascii.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap {
namespace {

// Asks for pages until it is clear that monit does not give them: each failure may cost the whole
// time-out of a request.
class Pages {
 public:
  explicit Pages(MonitClient& monit) : monit_(monit) {}

  void read(const std::string& check, HeldBaseline& held) {
    constexpr int kMaxFailures = 3;
    if (failures_ >= kMaxFailures) return;
    const auto page = monit_.baseline(check);
    if (!page) {
      ++failures_;
      return;
    }
    held.none = !*page;
    if (held.none) return;
    held = baseline_on(**page, held.check, held.path);
  }

 private:
  MonitClient& monit_;
  int failures_ = 0;
};

void from_status(const status::Service& service, HeldBaseline& held) {
  constexpr int kChecksumFailed = 0x1;
  if (!service.monitored() || service.checksum.empty()) return;
  if ((service.status & kChecksumFailed) != 0) return;
  held.digest = lower(service.checksum);
  held.algorithm = lower(service.checksum_type);
}

std::optional<HeldBaseline> held_by(const monitrc::Check& check, Pages& pages,
                                    const status::Status& status) {
  if (!rules::needs_rebaseline(check)) return std::nullopt;
  const monitrc::Test& test = *rules::checksum_test(check);
  HeldBaseline held{check.name, check.path, {}, {}};
  if (test.algorithm) held.algorithm = monitrc::name_of(*test.algorithm);
  const status::Service* service = status.find(check.name);
  if (!service) return held;
  if (test.trigger == monitrc::Trigger::failed) {
    pages.read(check.name, held);
  } else {
    from_status(*service, held);
  }
  return held;
}

const HeldBaseline* same_file(const std::vector<HeldBaseline>& baselines,
                              const HeldBaseline& wanted) {
  for (const HeldBaseline& held : baselines) {
    if (monitrc::same_name(held.check, wanted.check) && held.path == wanted.path) return &held;
  }
  return nullptr;
}

bool names(const std::vector<HeldBaseline>& baselines, const std::string& check) {
  return std::any_of(baselines.begin(), baselines.end(), [&](const HeldBaseline& held) {
    return monitrc::same_name(held.check, check);
  });
}

}  // namespace

HeldBaseline baseline_on(const status::PageBaseline& page, const std::string& check,
                         const std::string& path) {
  return {check, path, lower(page.type), lower(page.digest)};
}

std::vector<HeldBaseline> held_baselines(const std::vector<monitrc::Check>& checks,
                                         MonitClient& monit, const status::Status& status) {
  std::vector<HeldBaseline> all;
  Pages pages(monit);
  for (const monitrc::Check& check : checks) {
    if (auto held = held_by(check, pages, status)) all.push_back(std::move(*held));
  }
  return all;
}

std::vector<HeldBaseline> baselines_now(const std::vector<monitrc::Check>& checks,
                                        MonitClient& monit, const status::Status& status,
                                        const std::vector<HeldBaseline>& before) {
  std::vector<HeldBaseline> all = held_baselines(checks, monit, status);
  for (HeldBaseline& held : all) {
    if (const HeldBaseline* known = same_file(before, held)) {
      // Without a file monit says that it has none, also where it had one before it was restarted.
      const bool better = !held.none || !known->digest.empty();
      if (held.digest.empty() && better) held = *known;
    } else if (names(before, held.check)) {
      // What its page shows is of the path that it had.
      held.digest.clear();
      held.none = false;
    }
  }
  return all;
}

std::vector<HeldBaseline> taken_meanwhile(const std::vector<monitrc::Check>& checks,
                                          const std::vector<HeldBaseline>& before,
                                          const std::vector<HeldBaseline>& now) {
  std::vector<HeldBaseline> taken;
  for (const monitrc::Check& check : checks) {
    const monitrc::Test* test = rules::checksum_test(check);
    if (!test || test->trigger != monitrc::Trigger::failed) continue;
    for (const HeldBaseline& held : now) {
      if (!monitrc::same_name(held.check, check.name) || held.digest.empty()) continue;
      const HeldBaseline* known = same_file(before, held);
      const bool comparable = known && known->algorithm == held.algorithm && !known->digest.empty();
      if (comparable && known->digest != held.digest) taken.push_back(held);
    }
  }
  return taken;
}

}  // namespace pkgmap
