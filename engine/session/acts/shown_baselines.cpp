#include "engine/session/acts/shown_baselines.hpp"

#include "engine/session/acts/shown.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap {
namespace {

constexpr std::chrono::milliseconds kPagesBound{2'000};

// Whether monit has yet to read the check, or its new path.
bool is_unread(const monitrc::Check& check, const LookScene& scene) {
  if (!scene.status->find(check.name)) return true;
  const auto* record = scene.records.find(scene.control_file.path, check.name);
  return record && record->path != check.path && record->incarnation == scene.status->incarnation;
}

// Whether monit has compared with a content since it read its control file.
bool has_compared(const monitrc::Check& check, const LookScene& scene) {
  const auto* record = scene.records.find(scene.control_file.path, check.name, check.path);
  return record && rules::is_known(record->digests) &&
         record->incarnation == scene.status->incarnation;
}

// The status does not tell a look in the second in which monit read its control file from none.
rules::ShownBaseline of_changed(const monitrc::Check& check, const status::Service& service,
                                const LookScene& scene) {
  rules::ShownBaseline shown = shown_of_changed(service, *scene.status);
  const bool may_have_looked = names_check(scene.on_since_reading, check.name);
  const bool none = shown.kind == rules::ShownBaseline::Kind::never;
  if (none && may_have_looked) shown.kind = rules::ShownBaseline::Kind::hidden;
  return shown;
}

}  // namespace

rules::ShownBaseline ShownBaselines::of(const monitrc::Check& check, const LookScene& scene) {
  if (!scene.status) return {};
  if (is_unread(check, scene)) return {rules::ShownBaseline::Kind::never};
  const status::Service& service = *scene.status->find(check.name);
  if (rules::checksum_test(check)->trigger == monitrc::Trigger::changed) {
    return of_changed(check, service, scene);
  }
  return on_page(check, service, scene);
}

rules::ShownBaseline ShownBaselines::on_page(const monitrc::Check& check,
                                             const status::Service& service,
                                             const LookScene& scene) {
  Page& known = pages_[check.name];
  const std::int64_t incarnation = scene.status->incarnation;
  if (known.incarnation == incarnation) return known.baseline;
  if (!scene.monit || lost_ >= kPagesBound) return shown_in_status(check, service);
  const auto began = host_.now();
  const auto page = scene.monit->baseline(check.name);
  if (!page) {
    lost_ += std::chrono::duration_cast<std::chrono::milliseconds>(host_.now() - began);
    return shown_in_status(check, service);
  }
  // monit may still have the check with `if changed`, of which its page shows no digest.
  if (!*page) {
    return {has_compared(check, scene) ? rules::ShownBaseline::Kind::hidden
                                       : rules::ShownBaseline::Kind::never};
  }
  const rules::ShownBaseline shown = {rules::ShownBaseline::Kind::shown,
                                      {{(*page)->algorithm, (*page)->value}}};
  known = {incarnation, shown};
  return shown;
}

}  // namespace pkgmap
