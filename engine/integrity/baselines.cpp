#include "engine/integrity/baselines.hpp"

#include "rules/evaluate.hpp"

namespace pkgmap {
namespace {

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// monit takes MD5 unless told otherwise, from 6.0 on SHA256 (monit(1), FILE CHECKSUM TESTING).
std::string default_algorithm(const std::string& version) {
  return version.empty() || version.front() < '6' ? "md5" : "sha256";
}

void from_page(const monitrc::Check& check, MonitClient& monit, HeldBaseline& held) {
  const auto page = monit.baseline(check.name);
  if (!page || !*page) return;
  held.digest = lower((*page)->digest);
  held.algorithm = lower((*page)->type);
}

void from_status(const status::Service& service, HeldBaseline& held) {
  constexpr int kChecksumFailed = 0x1;
  if (!service.monitored() || service.checksum.empty()) return;
  if ((service.status & kChecksumFailed) != 0) return;
  held.digest = lower(service.checksum);
  held.algorithm = lower(service.checksum_type);
}

}  // namespace

std::optional<HeldBaseline> held_baseline(const monitrc::Check& check, MonitClient& monit,
                                          const status::Status& status) {
  if (!rules::needs_rebaseline(check)) return std::nullopt;
  const monitrc::Test& test = *rules::checksum_test(check);
  HeldBaseline held{check.name, check.path, {}, {}};
  held.algorithm =
      test.algorithm ? monitrc::name_of(*test.algorithm) : default_algorithm(status.version);
  const status::Service* service = status.find(check.name);
  if (!service) return held;
  if (test.trigger == monitrc::Trigger::failed) {
    from_page(check, monit, held);
  } else {
    from_status(*service, held);
  }
  return held;
}

std::vector<HeldBaseline> held_baselines(const std::vector<monitrc::Check>& checks,
                                         MonitClient& monit, const status::Status& status) {
  std::vector<HeldBaseline> all;
  for (const monitrc::Check& check : checks) {
    if (auto held = held_baseline(check, monit, status)) all.push_back(std::move(*held));
  }
  return all;
}

}  // namespace pkgmap
