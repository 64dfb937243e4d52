#include "cli/plugins/zypp/steps.hpp"

#include <optional>
#include <utility>

namespace pkgmap::zypp {
namespace {

// A '+' is an installation, an upgrade, a downgrade or a reinstallation: libzypp does not tell
// which. An upgrade includes whatever the package database has of the same name.
std::string action_of(const std::string& type) {
  if (type == "+") return "upgrade";
  if (type == "M") return "install";
  return type == "-" ? "remove" : "";
}

std::string text_or_number(const Json& value, const char* otherwise) {
  if (const auto number = value.integer()) return std::to_string(*number);
  return value.string_or(otherwise);
}

std::optional<Step> step_of(const Json& value) {
  const Json& solvable = value["solvable"];
  Step step;
  step.action = action_of(value["type"].string_or(""));
  step.name = solvable["n"].string_or("");
  const std::string kind = solvable["k"].string_or("package");
  if (step.action.empty() || step.name.empty() || kind != "package") return std::nullopt;
  step.epoch = text_or_number(solvable["e"], "0");
  step.version = text_or_number(solvable["v"], "");
  step.release = text_or_number(solvable["r"], "");
  step.arch = solvable["a"].string_or("");
  return step;
}

Json item_of(const Step& step) {
  return Json::object()
      .set("action", step.action)
      .set("name", step.name)
      .set("epoch", step.epoch)
      .set("version", step.version)
      .set("release", step.release)
      .set("arch", step.arch)
      .set("rpm", Json::text_or_null(step.rpm))
      .set("dbid", Json());
}

}  // namespace

std::string Step::file_name() const {
  return name + "-" + version + "-" + release + "." + arch + ".rpm";
}

std::vector<Step> steps_of(std::string_view body) {
  std::vector<Step> steps;
  const auto json = Json::parse(body);
  if (!json) return steps;
  for (const Json& value : (*json)["TransactionStepList"].items()) {
    if (auto step = step_of(value)) steps.push_back(std::move(*step));
  }
  return steps;
}

Json transaction_of(const std::vector<Step>& steps, int manager) {
  Json items = Json::array();
  for (const Step& step : steps) items.push(item_of(step));
  return Json::object()
      .set("schema", 1)
      .set("manager", kManager)
      .set("pid", manager)
      .set("series", true)
      .set("items", std::move(items));
}

}  // namespace pkgmap::zypp
