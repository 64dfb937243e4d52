#include "engine/image/image_tree.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace pkgmap::image {
namespace {

constexpr std::string_view kWhiteout = ".wh.";
constexpr std::string_view kOpaque = ".wh..wh..opq";
constexpr int kMostLinks = 40;

Error damaged(std::string why) {
  return Error{ErrorCode::failed, "is damaged: " + std::move(why)};
}

File plain_directory() {
  File directory;
  directory.mode = S_IFDIR | 0755U;
  return directory;
}

// The components of a path, without "." and empty ones.
std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t slash = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, slash - at);
    if (!part.empty() && part != ".") parts.emplace_back(part);
    at = slash + 1;
  }
  return parts;
}

Result<std::vector<std::string>> judged(std::string_view path) {
  if (path.size() > kLongestPath) return damaged("a path is too long");
  if (path.find('\0') != std::string_view::npos) return damaged("a path has a NUL byte");
  std::vector<std::string> parts = split(path);
  if (parts.size() > kDeepest) return damaged("a path is too deep");
  for (const std::string& part : parts) {
    if (part == "..") return damaged("a path leads out of the archive");
    if (part.size() > kLongestName) return damaged("a name is too long");
  }
  return parts;
}

File file_of(const Entry& entry) {
  return {entry.mode, entry.user, entry.group, entry.size, entry.modified, entry.link, entry.place};
}

}  // namespace

ImageTree::ImageTree(bool layered) : layered_(layered) {
  make(plain_directory());
}

ImageTree::Number ImageTree::make(const File& file) {
  files_.push_back(file);
  Node node;
  node.file = static_cast<std::uint32_t>(files_.size() - 1);
  node.layer = file.place.layer;
  nodes_.push_back(std::move(node));
  return static_cast<Number>(nodes_.size() - 1);
}

void ImageTree::put(Number directory, const std::string& name, Number node) {
  nodes_[directory].entries[name] = node;
}

Done ImageTree::count(const std::string& name, const std::string& link) {
  name_bytes_ += name.size() + link.size();
  if (++count_ > kMostEntries) {
    return damaged("it has more than " + std::to_string(kMostEntries) + " entries");
  }
  if (name_bytes_ <= kMostNames) return done();
  return damaged("it has more than " + std::to_string(kMostNames >> 20U) + " MiB of names");
}

std::vector<std::uint32_t> ImageTree::files_below(const std::string& directory) const {
  Number top = kTop;
  for (const std::string& part : split(directory)) {
    const auto next = nodes_[top].entries.find(part);
    if (next == nodes_[top].entries.end()) return {};
    top = next->second;
  }
  std::vector<std::uint32_t> found;
  std::vector<Number> left = {top};
  while (!left.empty()) {
    const Number here = left.back();
    left.pop_back();
    for (const auto& [name, node] : nodes_[here].entries) {
      found.push_back(nodes_[node].file);
      if (S_ISDIR(file(node).mode)) left.push_back(node);
    }
  }
  return found;
}

// Follows the links of the tree, as an unpacking program below a root would; makes what is missing.
Result<ImageTree::Number> ImageTree::directory_at(const std::vector<std::string>& parts,
                                                  std::uint32_t layer) {
  std::vector<std::string> left(parts.rbegin(), parts.rend());
  std::vector<Number> way = {kTop};
  for (int links = 0; !left.empty();) {
    const std::string name = std::move(left.back());
    left.pop_back();
    if (name == "..") {
      if (way.size() > 1) way.pop_back();
      continue;
    }
    if (name.size() > kLongestName) return damaged("a name is too long");
    if (way.size() > kDeepest) return damaged("a path is too deep");
    const Number here = way.back();
    const auto known = nodes_[here].entries.find(name);
    const Number next = known == nodes_[here].entries.end() ? kTop : known->second;
    const std::uint32_t mode = next == kTop ? 0 : file(next).mode;
    if (S_ISLNK(mode)) {
      if (++links > kMostLinks) return damaged("links lead in a circle");
      const std::string& text = file(next).link;
      if (text.starts_with('/')) way = {kTop};
      const std::vector<std::string> more = split(text);
      left.insert(left.end(), more.rbegin(), more.rend());
      continue;
    }
    if (S_ISDIR(mode)) {
      way.push_back(next);
      nodes_[next].layer = std::max(nodes_[next].layer, layer);
      continue;
    }
    if (Done counted = count(name, {}); !counted) return counted.error();
    File made = plain_directory();
    made.place.layer = layer;
    const Number fresh = make(made);
    put(here, name, fresh);
    way.push_back(fresh);
  }
  return way.back();
}

void ImageTree::white_out(Number directory, const std::string& name, std::uint32_t layer) {
  const auto known = nodes_[directory].entries.find(name);
  if (known == nodes_[directory].entries.end()) return;
  const Number node = known->second;
  if (nodes_[node].layer < layer) {
    nodes_[directory].entries.erase(known);
  } else if (S_ISDIR(file(node).mode)) {
    make_opaque(node, layer);
  }
}

// Removes what lower layers put into the directory, whatever the order of the entries.
void ImageTree::make_opaque(Number directory, std::uint32_t layer) {
  std::vector<Number> left = {directory};
  while (!left.empty()) {
    const Number here = left.back();
    left.pop_back();
    auto& entries = nodes_[here].entries;
    for (auto at = entries.begin(); at != entries.end();) {
      const bool is_lower = nodes_[at->second].layer < layer;
      if (!is_lower && S_ISDIR(file(at->second).mode)) left.push_back(at->second);
      at = is_lower ? entries.erase(at) : std::next(at);
    }
  }
}

Done ImageTree::add_further_name(Number directory, const std::string& name, const Entry& entry) {
  auto parts = judged(entry.same_as);
  if (!parts) return parts.error();
  if (parts->empty()) return damaged("a hard link to a directory");
  const std::string first = parts->back();
  parts->pop_back();
  const auto above = directory_at(*parts, entry.place.layer);
  if (!above) return above.error();
  const auto known = nodes_[*above].entries.find(first);
  if (known == nodes_[*above].entries.end() || S_ISDIR(file(known->second).mode)) {
    return damaged("a hard link leads to no file");
  }
  if (*above == directory && first == name) return done();
  Node node;
  node.file = nodes_[known->second].file;
  node.layer = entry.place.layer;
  nodes_.push_back(std::move(node));
  put(directory, name, static_cast<Number>(nodes_.size() - 1));
  return done();
}

Done ImageTree::add_name(Number directory, const std::string& name, const Entry& entry) {
  if (!entry.same_as.empty()) return add_further_name(directory, name, entry);
  const auto known = nodes_[directory].entries.find(name);
  const bool stays = S_ISDIR(entry.mode) && known != nodes_[directory].entries.end() &&
                     S_ISDIR(file(known->second).mode);
  if (stays) {
    Node& node = nodes_[known->second];
    node.layer = std::max(node.layer, entry.place.layer);
    files_[node.file] = file_of(entry);
  } else {
    put(directory, name, make(file_of(entry)));
  }
  return done();
}

Done ImageTree::add(const Entry& entry) {
  auto parts = judged(entry.path);
  if (!parts) return parts.error();
  const std::string last = parts->empty() ? std::string() : parts->back();
  if (Done counted = count(last, entry.link); !counted) return counted;
  if (parts->empty()) {
    if (S_ISDIR(entry.mode)) files_[nodes_[kTop].file] = file_of(entry);
    return done();
  }
  const std::string name = parts->back();
  parts->pop_back();
  const auto directory = directory_at(*parts, entry.place.layer);
  if (!directory) return directory.error();
  if (!layered_ || !name.starts_with(kWhiteout)) return add_name(*directory, name, entry);
  if (name == kOpaque) {
    make_opaque(*directory, entry.place.layer);
  } else if (name.size() > kWhiteout.size()) {
    white_out(*directory, name.substr(kWhiteout.size()), entry.place.layer);
  }
  return done();
}

}  // namespace pkgmap::image
