#include "engine/journal/substitutes.hpp"

#include <utility>

#include "engine/journal/exact_text.hpp"
#include "engine/journal/read_text.hpp"
#include "engine/system/files/state_directory.hpp"

namespace pkgmap {
namespace {

constexpr int kDriftVersion = 1;

Json json_of(const rules::SubstituteCheck& drift) {
  return Json::object()
      .set("name", drift.name)
      .set("check", exact(drift.check))
      .set("path", exact(drift.path))
      .set("algorithm", drift.digest.algorithm.name())
      .set("digest", drift.digest.value)
      .set("monitored", drift.monitored)
      .set("below", exact_list(drift.dependents))
      .set("since", drift.since)
      .set("control_file", exact(drift.control_file))
      .set("session", drift.session);
}

rules::SubstituteCheck drift_from(const Json& json) {
  rules::SubstituteCheck drift;
  drift.name = json["name"].string_or("");
  drift.check = exact_text(json["check"]);
  drift.path = exact_text(json["path"]);
  drift.digest = {Algorithm::called(json["algorithm"].string_or("")), json["digest"].string_or("")};
  drift.monitored = json["monitored"].boolean().value_or(true);
  drift.dependents = exact_names(json["below"]);
  drift.since = json["since"].integer().value_or(0);
  drift.control_file = exact_text(json["control_file"]);
  drift.session = json["session"].string_or("");
  return drift;
}

Result<std::vector<rules::SubstituteCheck>> from_text(const std::string& text) {
  std::string problem;
  const auto json = Json::parse(text, &problem);
  if (!json || !(*json)["drift"].is_array()) {
    return Error{ErrorCode::failed, "the list of alarms that are kept alive is damaged"};
  }
  std::vector<rules::SubstituteCheck> all;
  for (const Json& one : (*json)["drift"].items()) all.push_back(drift_from(one));
  return all;
}

}  // namespace

Result<std::vector<rules::SubstituteCheck>> read_substitutes(const StateStore& store) {
  if (!store.has(kSubstitutesFile)) return std::vector<rules::SubstituteCheck>{};
  if (const auto text = read_text(store, kSubstitutesFile)) {
    if (auto all = from_text(*text)) return all;
  }
  const auto earlier = store.read_earlier(kSubstitutesFile);
  if (!earlier) {
    return Error{ErrorCode::failed, "the list of alarms that are kept alive cannot be read"};
  }
  return from_text(*earlier);
}

Result<std::vector<rules::SubstituteCheck>> read_substitutes_of(
    const std::string& state_directory) {
  bool missing = false;
  const auto opened = StateDirectory::open_existing(state_directory, missing);
  if (missing) return std::vector<rules::SubstituteCheck>{};
  if (!opened) return opened.error();
  return read_substitutes(*opened);
}

Done write_substitutes(const StateStore& store, const std::vector<rules::SubstituteCheck>& drift) {
  if (drift.empty()) return store.has(kSubstitutesFile) ? store.remove(kSubstitutesFile) : done();
  Json all = Json::array();
  for (const rules::SubstituteCheck& one : drift) all.push(json_of(one));
  const Json json = Json::object().set("version", kDriftVersion).set("drift", std::move(all));
  return store.write_with_room(kSubstitutesFile, json.dump() + "\n");
}

}  // namespace pkgmap
