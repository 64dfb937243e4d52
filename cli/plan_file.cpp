#include "cli/plan_file.hpp"

#include <sys/stat.h>

#include <utility>

#include "cli/page_output.hpp"
#include "cli/render/explain.hpp"
#include "cli/render/words.hpp"
#include "cli/text_input.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap::cli {
namespace {

constexpr const char* kPlanFormat = "monit-pkgmap-plan";
constexpr int kPlanVersion = 1;

// No digest: whoever knows the rest of a file could find its password by trying.
Json identity_of(const std::string& root, const std::string& path) {
  struct stat info {};
  const bool known = RootDirectory(root).stat(path, true, info) == 0;
  return Json::object()
      .set_bytes("path", path)
      .set("size", known ? Json(static_cast<std::int64_t>(info.st_size)) : Json())
      .set("modified", known ? Json(timestamp(info.st_mtim.tv_sec)) : Json());
}

Json control_file_json(const Explanation& explanation, const std::string& root) {
  const monitrc::ControlFile& control_file = explanation.parsed.control_file;
  Json files = Json::array();
  for (const std::string& path : control_file.files) {
    files.push(identity_of(root, path));
  }
  return Json::object().set_bytes("path", control_file.path).set("files", std::move(files));
}

Error no_plan(const std::string& path, const std::string& why) {
  const std::string source = path == "-" ? "standard input" : path;
  return Error{ErrorCode::usage, source + " is no plan: " + why,
               "'monit-pkgmap explain --out FILE' makes one before a transaction"};
}

}  // namespace

Json plan_file(const Explanation& explanation, const Settings& settings) {
  const PageOrigin origin = page_origin(settings, explanation.parsed.control_file.path);
  return Json::object()
      .set("format", kPlanFormat)
      .set("version", kPlanVersion)
      .set("made", timestamp(origin.made))
      .set("host", origin.host)
      .set("control_file", control_file_json(explanation, settings.root))
      .set("plan", explain_json(explanation));
}

Result<Json> read_plan(const std::string& path) {
  const auto text = text_input("the plan", path);
  if (!text) return text.error();
  std::string problem;
  auto plan = Json::parse(*text, &problem);
  if (!plan) return no_plan(path, problem);
  if ((*plan)["format"].string_or("") != kPlanFormat) {
    return no_plan(path, std::string("it has no `format` \"") + kPlanFormat + "\"");
  }
  if ((*plan)["version"].integer() != kPlanVersion) {
    return no_plan(path, "its `version` is not " + std::to_string(kPlanVersion));
  }
  return *std::move(plan);
}

}  // namespace pkgmap::cli
