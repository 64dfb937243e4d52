#include "engine/session/acts/shown.hpp"

#include "parsers/monitrc/model/version.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap {
namespace {

using Kind = rules::ShownBaseline::Kind;

constexpr int kChecksumFailed = 0x1;  // In the `status` of monit's XML.
constexpr int kInitialising = 2;      // In its `monitor`: monit has not looked at the check yet.

bool keeps_changed_over_a_restart(const status::Status& status) {
  const auto version = monitrc::version_of(status.version);
  return version && *version >= monitrc::Version{6, 1, 0};
}

bool is_well(const status::Service& service) {
  return service.monitored() && service.checksum.known() && (service.status & kChecksumFailed) == 0;
}

rules::ShownBaseline last_look_of(const status::Service& service) {
  return {Kind::shown, {{service.checksum.algorithm, service.checksum.value}}};
}

// Whether monit has looked at the check since it read its control file.
bool has_looked(const status::Service& service, std::int64_t incarnation) {
  constexpr std::int64_t kMicroseconds = 1'000'000;
  return service.collected_usec / kMicroseconds > incarnation;
}

bool is_initialising(const status::Service& service) {
  return (service.monitor & kInitialising) != 0;
}

}  // namespace

rules::Watching watching_of(const monitrc::Check& check, const status::Service& service,
                            std::int64_t incarnation, const rules::PresentFile& file) {
  if (service.monitored()) {
    return is_initialising(service) ? rules::Watching::waiting : rules::Watching::on;
  }
  constexpr std::int64_t kNanoseconds = 1'000;
  const bool saw = file.identity.known() && has_looked(service, incarnation) &&
                   service.collected_usec >= file.identity.ctime / kNanoseconds;
  return saw && switches_itself_off(check) ? rules::Watching::went_off : rules::Watching::off;
}

rules::ShownBaseline shown_of_changed(const status::Service& service,
                                      const status::Status& status) {
  if (is_well(service)) return last_look_of(service);
  const bool kept = keeps_changed_over_a_restart(status);
  if (is_initialising(service)) return {kept ? Kind::hidden : Kind::never};
  const bool looked = has_looked(service, status.incarnation);
  // Since monit 6.1 a check that is off keeps no digest.
  return {looked ? Kind::hidden : Kind::never};
}

// Only for a test that fails at once: with `for 5 cycles` the status shows no failure in the first
// cycles of one.
rules::ShownBaseline shown_in_status(const monitrc::Check& check, const status::Service& service) {
  const monitrc::Test& test = *rules::checksum_test(check);
  const bool at_once = test.times == 1 && test.cycles == 1;
  return at_once && is_well(service) ? last_look_of(service) : rules::ShownBaseline{};
}

bool switches_itself_off(const monitrc::Check& check) {
  const monitrc::Test* test = rules::checksum_test(check);
  return test && test->action.kind == monitrc::ActionKind::unmonitor;
}

}  // namespace pkgmap
