#include "cli/render/audit.hpp"
#include "cli/render/evidence.hpp"

namespace pkgmap::cli {
namespace {

Json content_json(rules::PackagedContent content) {
  if (content == rules::PackagedContent::unknown) return {};
  return {content == rules::PackagedContent::as_packaged ? "as-packaged" : "changed"};
}

Json session_json(const rules::CheckState& state) {
  if (!state.suspended) return {};
  return {state.leftover ? "leftover" : "suspended"};
}

Json check_json(const Audit& audit, std::size_t number) {
  const monitrc::Check& check = audit.check(number);
  const rules::Belonging& belonging = audit.belongings[number];
  Json json = Json::object().set_bytes("name", check.name);
  json.set_bytes("monit", audit.parsed.control_file.path);
  json.set("type", monitrc::name_of(check.type))
      .set("state", rules::name_of(audit.states[number].watch))
      .set("session", session_json(audit.states[number]))
      .set("packages", Json::array_of(belonging.packages(audit.policy)));
  json.set_bytes_or_null("kept", belonging.kept);
  return json.set("content", content_json(audit.states[number].content))
      .set("evidence", evidence_json(belonging.evidence));
}

Json finding_json(const rules::Finding& finding) {
  return Json::object()
      .set("id", rules::name_of(finding.kind))
      .set_bytes_or_null("check", finding.check)
      .set_bytes("detail", finding.detail)
      .set_bytes("file", finding.file)
      .set("line", static_cast<int>(finding.line));
}

}  // namespace

Json audit_json(const Audit& audit, const std::string& host) {
  Json checks = Json::array();
  for (std::size_t i = 0; i < audit.facts.checks.size(); ++i) checks.push(check_json(audit, i));
  Json findings = Json::array();
  for (const rules::Finding& finding : audit.findings) findings.push(finding_json(finding));
  return Json::object()
      .set("schema", 1)
      .set_bytes("host", host)
      .set("monit_version", Json::text_or_null(audit.monit_version))
      .set("checks", std::move(checks))
      .set("findings", std::move(findings));
}

}  // namespace pkgmap::cli
