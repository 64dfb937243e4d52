#include "cli/render/evidence.hpp"
#include "cli/render/explain.hpp"
#include "cli/render/predictions.hpp"
#include "rules/plan/alarms_again.hpp"

namespace pkgmap::cli {
namespace {

Json packages_json(const rules::Facts& facts) {
  Json packages = Json::array();
  for (const rules::PackageFacts& package : facts.packages) {
    packages.push(Json::object()
                      .set("name", package.nevra.name)
                      .set("nevra", package.nevra.text())
                      .set("installed", package.installed));
  }
  return packages;
}

Json alarms_again_json(const Explanation& explanation) {
  std::vector<std::string> names;
  for (const std::size_t number : rules::alarms_again(explanation.facts, explanation.plan)) {
    names.push_back(explanation.check(number).name);
  }
  return Json::array_of(names);
}

Json check_json(const Explanation& explanation, const rules::CheckPlan& plan) {
  const monitrc::Check& check = explanation.check(plan.check);
  return Json::object()
      .set_bytes("name", check.name)
      .set_bytes("monit", explanation.parsed.control_file.path)
      .set("type", monitrc::name_of(check.type))
      .set("decision", rules::name_of(plan.decision))
      .set_bytes("reason", plan.reason)
      .set("rebaseline", rules::name_of(explanation.rebaseline(plan.check)))
      .set("evidence", evidence_json(plan.evidence))
      .set("predictions", predictions_json(explanation, plan.check))
      .set("dead_ends", dead_ends_json(explanation, plan.check));
}

}  // namespace

Json explain_json(const Explanation& explanation) {
  Json checks = Json::array();
  int suspended = 0;
  int rebaselined = 0;
  for (const rules::CheckPlan& plan : explanation.plan.checks) {
    checks.push(check_json(explanation, plan));
    suspended += plan.decision == rules::Decision::suspend ? 1 : 0;
    rebaselined += explanation.rebaseline(plan.check) != rules::Rebaseline::no ? 1 : 0;
  }
  Json summary = Json::object()
                     .set("checks", static_cast<int>(explanation.plan.checks.size()))
                     .set("suspend", suspended)
                     .set("rebaseline", rebaselined);
  add_prediction_counts(explanation, summary);
  return Json::object()
      .set("schema", 1)
      .set("packages", packages_json(explanation.facts))
      .set("states_known", explanation.states_known)
      .set("at_least", !explanation.unknown.empty())
      .set("reload", rules::name_of(explanation.plan.reload))
      .set("alarms_again", alarms_again_json(explanation))
      .set("checks", std::move(checks))
      .set("summary", std::move(summary));
}

}  // namespace pkgmap::cli
