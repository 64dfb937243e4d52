#include "cli/plugins/zypp/repositories.hpp"

#include <filesystem>
#include <optional>
#include <system_error>

#include "engine/system/files/regular_file.hpp"
#include "engine/system/io.hpp"
#include "parsers/unit/lines.hpp"

namespace pkgmap::zypp {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongest = 64 << 10;
constexpr int kMost = 100;

struct Repository {
  std::string url;
  std::string path;
  bool enabled = true;
};

// Returns nullopt for a repository of another kind: of a network, or of a medium to be mounted.
std::optional<std::string> directory_of(const Repository& repository) {
  std::string_view place = repository.url;
  if (place.starts_with("file:")) {
    place.remove_prefix(5);
  } else if (place.starts_with("dir:")) {
    place.remove_prefix(4);
  } else {
    return std::nullopt;
  }
  if (place.starts_with("//")) place.remove_prefix(2);
  const std::string whole = std::string(place) + "/" + repository.path;
  if (!whole.starts_with('/') || whole.find_first_of("$%?") != std::string::npos) {
    return std::nullopt;
  }
  std::string directory = fs::path(whole).lexically_normal().string();
  while (directory.size() > 1 && directory.ends_with('/')) directory.pop_back();
  return directory;
}

void add(const Repository& repository, std::vector<std::string>& directories) {
  const auto directory = directory_of(repository);
  if (repository.enabled && directory && *directory != "/") directories.push_back(*directory);
}

void read_setting(const std::string& line, Repository& repository) {
  const std::size_t equals = line.find('=');
  if (equals == std::string::npos) return;
  const std::string_view name = trimmed(std::string_view(line).substr(0, equals));
  const std::string_view value = trimmed(std::string_view(line).substr(equals + 1));
  if (name == "baseurl" && repository.url.empty()) repository.url = value;
  if (name == "path") repository.path = value;
  if (name == "enabled") repository.enabled = value != "0" && value != "no" && value != "false";
}

std::string text_of(const std::string& path) {
  const RegularFile file = open_regular(path);
  const auto text = file ? read_to_end(file.fd.get(), kLongest) : std::nullopt;
  return text && text->size() <= kLongest ? *text : "";
}

}  // namespace

std::vector<std::string> directories_in(std::string_view text) {
  std::vector<std::string> directories;
  Repository repository;
  LogicalLines lines(text);
  while (const auto line = lines.next()) {
    if (line->starts_with('[')) {
      add(repository, directories);
      repository = Repository{};
    } else {
      read_setting(*line, repository);
    }
  }
  add(repository, directories);
  return directories;
}

std::vector<std::string> local_repositories(const std::string& directory) {
  std::vector<std::string> directories;
  std::error_code unreadable;
  int files = 0;
  fs::directory_iterator entry(directory, unreadable);
  for (const fs::directory_iterator end; !unreadable && entry != end && files < kMost;
       entry.increment(unreadable)) {
    if (entry->path().extension() != ".repo") continue;
    ++files;
    for (std::string& found : directories_in(text_of(entry->path().string()))) {
      directories.push_back(std::move(found));
    }
  }
  return directories;
}

}  // namespace pkgmap::zypp
