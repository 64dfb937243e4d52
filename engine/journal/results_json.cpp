#include "engine/journal/results_json.hpp"

#include <utility>

#include "engine/journal/exact_text.hpp"

namespace pkgmap {

Json results_json(const SessionResults& results) {
  Json resumed = Json::array();
  for (const ResumedCheck& check : results.resumed) {
    resumed.push(Json::object()
                     .set("name", exact(check.name))
                     .set("unwatched_seconds", check.unwatched_seconds)
                     .set("at_usec", check.at_usec));
  }
  Json lost = Json::array();
  for (const NotResumed& check : results.lost) {
    lost.push(Json::object().set("name", exact(check.name)).set("reason", exact(check.reason)));
  }
  Json baselines = Json::array();
  for (const NewBaseline& file : results.baselines) {
    baselines.push(Json::object()
                       .set("check", exact(file.check))
                       .set("path", exact(file.path))
                       .set("before", file.before)
                       .set("after", file.after)
                       .set("package", exact(file.package))
                       .set("signature", file.signature));
  }
  Json drift = Json::array();
  for (const Drift& file : results.drift) {
    drift.push(Json::object()
                   .set("check", exact(file.check))
                   .set("path", exact(file.path))
                   .set("kept_as", file.substitute)
                   .set("by_transaction", file.by_transaction));
  }
  return Json::object()
      .set("resumed", std::move(resumed))
      .set("lost", std::move(lost))
      .set("baselines", std::move(baselines))
      .set("drift", std::move(drift))
      .set("alarms_ended", exact_list(names_of(results.substitutes_ended)))
      .set("reload", results.reloaded);
}

SessionResults results_from(const Json& json) {
  SessionResults results;
  for (const Json& check : json["resumed"].items()) {
    results.resumed.push_back({exact_text(check["name"]),
                               check["unwatched_seconds"].number().value_or(0),
                               check["at_usec"].integer().value_or(0)});
  }
  for (const Json& check : json["lost"].items()) {
    results.lost.push_back({exact_text(check["name"]), exact_text(check["reason"])});
  }
  for (const Json& file : json["baselines"].items()) {
    results.baselines.push_back({exact_text(file["check"]), exact_text(file["path"]),
                                 file["before"].string_or(""), file["after"].string_or(""),
                                 exact_text(file["package"]), file["signature"].string_or("")});
  }
  for (const Json& file : json["drift"].items()) {
    results.drift.push_back({exact_text(file["check"]), exact_text(file["path"]),
                             file["kept_as"].string_or(""),
                             file["by_transaction"].boolean().value_or(false)});
  }
  for (std::string& name : exact_texts(json["alarms_ended"])) {
    results.substitutes_ended.push_back({std::move(name)});
  }
  results.reloaded = json["reload"].boolean().value_or(false);
  return results;
}

}  // namespace pkgmap
