#include "engine/recorded/recorded_host.hpp"

#include <string_view>
#include <utility>

#include "engine/recorded/recorded_json.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {
namespace {

constexpr const char* kManifestFormat = "monit-pkgmap bundle";
constexpr int kManifestVersion = 1;

Error unusable(std::string why) {
  return Error{ErrorCode::failed, std::move(why)};
}

// Lines count from 1.
std::size_t offset_of_line(std::string_view text, std::size_t line) {
  std::size_t at = 0;
  for (std::size_t before = 1; before < line; ++before) {
    const std::size_t newline = text.find('\n', at);
    if (newline == std::string_view::npos) break;
    at = newline + 1;
  }
  return at;
}

}  // namespace

std::string manifest_of(const RecordedHost& host) {
  return Json::object()
             .set("format", kManifestFormat)
             .set("version", kManifestVersion)
             .set("host", recorded::json_of(host))
             .dump() +
         "\n";
}

std::string package_list_of(const RecordedPackages& packages) {
  return recorded::json_of(packages).dump(1) + "\n";
}

Result<std::shared_ptr<const RecordedHost>> read_manifest(const std::string& manifest,
                                                          const std::string& packages) {
  const auto json = Json::parse(manifest);
  if (!json || (*json)["format"].string_or("") != kManifestFormat) {
    return Error{ErrorCode::failed, "is no bundle: its manifest is not that of one",
                 "'monit-pkgmap bundle FILE' makes one; --image reads other archives"};
  }
  if ((*json)["version"].integer() != kManifestVersion) {
    return unusable("is of another version of monit-pkgmap: the `version` of its manifest is not " +
                    std::to_string(kManifestVersion));
  }
  auto host = std::make_shared<RecordedHost>();
  host->packages = std::make_shared<RecordedPackages>();
  const auto list = Json::parse(packages);
  const bool is_well =
      recorded::read((*json)["host"], *host) && list && recorded::read(*list, *host->packages);
  if (!is_well) return unusable("is damaged: its facts are not those of a bundle");
  return std::shared_ptr<const RecordedHost>(std::move(host));
}

Result<std::vector<rules::CheckFacts>> recorded_facts(const RecordedHost& host,
                                                      const std::vector<monitrc::Check>& checks) {
  std::vector<rules::CheckFacts> facts;
  bool is_well = host.checks.size() == checks.size();
  for (std::size_t i = 0; is_well && i < checks.size(); ++i) {
    is_well = host.checks[i].name == checks[i].name;
    facts.push_back(host.checks[i].facts);
    facts.back().check = &checks[i];
  }
  if (is_well) return facts;
  return unusable("the bundle is damaged: its facts are about other checks than its control file");
}

std::vector<rules::DeadEnd> recorded_dead_ends(const RecordedHost& host, const Sources& sources) {
  std::vector<rules::DeadEnd> ends;
  for (const RecordedDeadEnd& end : host.dead_ends) {
    if (end.check >= host.checks.size()) continue;
    for (std::uint32_t source = 0; source < sources.size(); ++source) {
      if (sources.name(source) != end.file) continue;
      const std::size_t at = offset_of_line(sources.bytes(source), end.line);
      const auto begin = static_cast<std::uint32_t>(at);
      ends.push_back({end.check, end.detail, {source, begin, begin}});
      break;
    }
  }
  return ends;
}

}  // namespace pkgmap
