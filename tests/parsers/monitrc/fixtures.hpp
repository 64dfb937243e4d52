// The control files that tests read: those of fixtures/monitrc, or those of a folder that the
// environment variable PKGMAP_CORPUS names. The functions sort by name, and throw if they cannot
// read the folder.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace pkgmap::monitrc {

struct Fixture {
  std::string name;
  std::string bytes;
};

inline std::vector<Fixture> read_fixtures(const std::filesystem::path& folder) {
  std::vector<Fixture> fixtures;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".monitrc") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    fixtures.push_back(
        {entry.path().filename().string(), std::string(std::istreambuf_iterator<char>(file), {})});
  }
  std::sort(fixtures.begin(), fixtures.end(),
            [](const Fixture& l, const Fixture& r) { return l.name < r.name; });
  return fixtures;
}

inline std::vector<Fixture> own_fixtures() {
  return read_fixtures(std::filesystem::path(PKGMAP_SOURCE_DIR) / "fixtures/monitrc");
}

inline std::vector<Fixture> corpus() {
  const char* folder = std::getenv("PKGMAP_CORPUS");
  return folder != nullptr && *folder != '\0' ? read_fixtures(folder) : own_fixtures();
}

}  // namespace pkgmap::monitrc
