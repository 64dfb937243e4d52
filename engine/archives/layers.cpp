#include "engine/archives/layers.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/archives/tar_reader.hpp"
#include "parsers/json/json.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap::archives {
namespace {

constexpr std::size_t kBiggestList = std::size_t{4} << 20U;
constexpr std::size_t kMostLayers = 128;
constexpr std::size_t kMostMembers = 10'000;
constexpr int kDeepestIndex = 3;
constexpr std::string_view kOciIndex = "index.json";
constexpr std::string_view kDockerIndex = "manifest.json";

Error no_image(std::string why) {
  return Error{ErrorCode::failed, std::move(why)};
}

// "../0a1b/layer.tar", a link in the directory of "2c3d/layer.tar" -> "0a1b/layer.tar"
std::string beside(const std::string& path, const std::string& link) {
  std::vector<std::string> parts;
  const auto add = [&parts](std::string_view text) {
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t slash = std::min(text.find('/', at), text.size());
      const std::string_view part = text.substr(at, slash - at);
      if (part == ".." && !parts.empty()) parts.pop_back();
      if (part != ".." && part != "." && !part.empty()) parts.emplace_back(part);
      at = slash + 1;
    }
  };
  const std::size_t slash = path.rfind('/');
  if (!link.starts_with('/') && slash != std::string::npos) add(path.substr(0, slash));
  add(link);
  std::string joined;
  for (const std::string& part : parts) joined += (joined.empty() ? "" : "/") + part;
  return joined;
}

bool is_id(std::string_view text) {
  return text.size() == 64 && is_hex(std::string(text));
}

// What an image has at its top, of either kind.
bool belongs_to_an_image(const std::string& member) {
  const std::string_view top = std::string_view(member).substr(0, member.find('/'));
  if (top == "blobs" || top == "oci-layout" || top == kOciIndex || top == kDockerIndex ||
      top == "repositories") {
    return true;
  }
  return is_id(top.substr(0, top.find('.')));
}

/// The members of an archive that may be an image.
struct Members {
  std::map<std::string, std::string> links;  ///< Where a member is a link: what it leads to.
  std::map<std::string, std::string> lists;  ///< Contents of the two indexes.
};

// Returns nullopt as soon as a member shows that the archive is no image.
Result<std::optional<Members>> members_of(int fd) {
  auto reader = TarReader::of_file(fd);
  if (!reader) return reader.error();
  Members members;
  std::optional<Error> unread;  // A bundle has a manifest.json, too, which may be bigger.
  for (std::size_t count = 0;; ++count) {
    auto entry = reader->next();
    if (!entry) return entry.error();
    if (!*entry) break;
    const std::string name = member_name((*entry)->path);
    if (name.empty()) continue;
    if (count > kMostMembers || !belongs_to_an_image(name)) return std::optional<Members>();
    if (!(*entry)->link.empty()) members.links[name] = beside(name, (*entry)->link);
    if (!(*entry)->same_as.empty()) members.links[name] = member_name((*entry)->same_as);
    if (name != kOciIndex && name != kDockerIndex) continue;
    auto text = reader->content(kBiggestList);
    if (!text) unread = text.error();
    members.lists[name] = text ? std::move(*text) : std::string();
  }
  if (unread) return *unread;
  if (members.lists.empty()) return std::optional<Members>();
  return std::optional(std::move(members));
}

Result<Json> list_at(int fd, const std::string& member) {
  auto reader = TarReader::of_file(fd);
  if (!reader) return reader.error();
  for (;;) {
    const auto entry = reader->next();
    if (!entry) return entry.error();
    if (!*entry) return no_image("is damaged: it has no " + member);
    if (member_name((*entry)->path) != member) continue;
    const auto text = reader->content(kBiggestList);
    if (!text) return text.error();
    auto json = Json::parse(*text);
    if (!json) return no_image("is damaged: " + member + " is not JSON");
    return *std::move(json);
  }
}

// "sha256:0a1b…" -> "blobs/sha256/0a1b…"
Result<std::string> blob_of(const Json& descriptor) {
  const std::string digest = descriptor["digest"].string_or("");
  const std::size_t colon = digest.find(':');
  const std::string algorithm = digest.substr(0, colon);
  const bool is_well = (algorithm == "sha256" || algorithm == "sha512") &&
                       is_hex(digest.substr(colon + 1)) && !digest.substr(colon + 1).empty();
  if (!is_well) return no_image("is damaged: a digest of its index is none");
  return "blobs/" + algorithm + "/" + digest.substr(colon + 1);
}

// Signatures and the like stand beside images.
bool is_of_an_image(const Json& manifest) {
  const std::string kind = manifest["mediaType"].string_or("");
  const bool known = kind.empty() || kind.find("manifest") != std::string::npos ||
                     kind.find("index") != std::string::npos;
  return known && manifest["platform"]["os"].string_or("") != "unknown" &&
         !manifest["annotations"]["vnd.docker.reference.type"].string();
}

std::string described(const Json& manifest) {
  const std::string name = manifest["annotations"]["org.opencontainers.image.ref.name"].string_or(
      manifest["platform"]["architecture"].string_or(""));
  return name.empty() ? manifest["digest"].string_or("").substr(0, 19) : name;
}

Error several(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) {
    if (all.size() < 200) all += (all.empty() ? "" : ", ") + name;
  }
  return no_image("has " + std::to_string(names.size()) + " images (" + all +
                  "): write a file with one of them");
}

Result<std::vector<std::string>> layers_of_oci(int fd, Json index) {
  for (int depth = 0; depth < kDeepestIndex; ++depth) {
    std::vector<std::string> names;
    Json chosen;
    for (const Json& manifest : index["manifests"].items()) {
      if (!is_of_an_image(manifest)) continue;
      names.push_back(described(manifest));
      chosen = manifest;
    }
    if (names.empty()) return no_image("is damaged: its index has no image");
    if (names.size() > 1) return several(names);
    const auto blob = blob_of(chosen);
    if (!blob) return blob.error();
    auto list = list_at(fd, *blob);
    if (!list) return list.error();
    if ((*list)["manifests"].is_array()) {
      index = *std::move(list);
      continue;
    }
    std::vector<std::string> layers;
    for (const Json& layer : (*list)["layers"].items()) {
      if (layer["mediaType"].string_or("tar").find("tar") == std::string::npos) continue;
      auto member = blob_of(layer);
      if (!member) return member.error();
      layers.push_back(*std::move(member));
    }
    return layers;
  }
  return no_image("is damaged: its index is too deep");
}

Result<std::vector<std::string>> layers_of_docker(const Json& index) {
  std::vector<std::string> names;
  for (const Json& one : index.items()) {
    const auto& tags = one["RepoTags"].items();
    names.push_back(tags.empty() ? one["Config"].string_or("?").substr(0, 19)
                                 : tags.front().string_or("?"));
  }
  if (names.empty()) return no_image("is damaged: its manifest.json has no image");
  if (names.size() > 1) return several(names);
  std::vector<std::string> layers;
  for (const Json& layer : index.items().front()["Layers"].items()) {
    layers.push_back(member_name(layer.string_or("")));
  }
  return layers;
}

}  // namespace

std::string member_name(const std::string& path) {
  return beside("", path);
}

Result<std::optional<std::vector<std::string>>> layers_in(int fd) {
  using Layers = std::optional<std::vector<std::string>>;
  auto members = members_of(fd);
  if (!members) return members.error();
  if (!*members) return Layers();
  // Where both are, that of docker is the shorter way.
  const bool is_docker = (*members)->lists.contains(std::string(kDockerIndex));
  const auto index =
      Json::parse((*members)->lists[std::string(is_docker ? kDockerIndex : kOciIndex)]);
  if (!index || (is_docker && !index->is_array())) {
    return no_image("is damaged: the index of the image is not JSON");
  }
  auto layers = is_docker ? layers_of_docker(*index) : layers_of_oci(fd, *index);
  if (!layers) return layers.error();
  if (layers->size() > kMostLayers) return no_image("is damaged: it has too many layers");
  for (std::string& layer : *layers) {
    const auto link = (*members)->links.find(layer);
    if (link != (*members)->links.end()) layer = link->second;
  }
  return Layers(std::move(*layers));
}

}  // namespace pkgmap::archives
