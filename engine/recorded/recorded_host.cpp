#include "engine/recorded/recorded_host.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/recorded/recorded_json.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {
namespace {

constexpr const char* kManifestFormat = "monit-pkgmap bundle";
constexpr int kManifestVersion = 1;
constexpr std::ptrdiff_t kMostFacts = 5'000'000;

Error unusable(std::string why) {
  return Error{ErrorCode::failed, std::move(why)};
}

// A value needs twenty times as much memory as its text may have.
bool has_too_many_facts(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return c == ',' || c == '[' || c == '{'; }) > kMostFacts;
}

/// Where the lines of the sources begin.
class LineBegins {
 public:
  explicit LineBegins(const Sources& sources) {
    for (std::uint32_t source = 0; source < sources.size(); ++source) {
      File& file = files_[sources.name(source)];
      if (!file.begins.empty()) continue;
      file.source = source;
      const std::string_view text = sources.bytes(source);
      std::size_t at = 0;
      do {
        file.begins.push_back(at);
        at = text.find('\n', at) + 1;
      } while (at != 0);
    }
  }

  /// Returns the span of a line, counted from 1; nullopt if the file is not among the sources.
  std::optional<Span> of(const std::string& name, std::size_t line) const {
    const auto file = files_.find(name);
    if (file == files_.end()) return std::nullopt;
    const auto& begins = file->second.begins;
    const std::size_t index = std::min(std::max<std::size_t>(line, 1), begins.size()) - 1;
    const auto begin = static_cast<std::uint32_t>(begins[index]);
    return Span{file->second.source, begin, begin};
  }

 private:
  struct File {
    std::uint32_t source = 0;
    std::vector<std::size_t> begins;
  };
  std::map<std::string, File> files_;
};

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
  if (has_too_many_facts(manifest) || has_too_many_facts(packages)) {
    return unusable("is damaged: it has more than 5,000,000 facts");
  }
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
    is_well = host.checks[i].name == checks[i].name.text();
    facts.push_back(host.checks[i].facts);
    facts.back().check = &checks[i];
  }
  if (is_well) return facts;
  return unusable("the bundle is damaged: its facts are about other checks than its control file");
}

std::vector<rules::DeadEnd> recorded_dead_ends(const RecordedHost& host, const Sources& sources) {
  std::vector<rules::DeadEnd> ends;
  const LineBegins begins(sources);
  for (const RecordedDeadEnd& end : host.dead_ends) {
    if (end.check >= host.checks.size()) continue;
    if (const auto span = begins.of(end.file, end.line)) {
      ends.push_back({end.check, end.detail, *span});
    }
  }
  return ends;
}

}  // namespace pkgmap
