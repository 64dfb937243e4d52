#include "tests/engine/packages/fixture_database.hpp"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "engine/packages/rpm/location.hpp"
#include "tests/engine/packages/command.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;

// Copies the files so that they can be written, and so that no change reaches the original.
void copy_directory(const fs::path& from, const fs::path& to) {
  fs::create_directories(to);
  for (const auto& entry : fs::directory_iterator(from)) {
    const fs::path copy = to / entry.path().filename();
    fs::copy_file(entry.path(), copy);
    fs::permissions(copy, fs::perms::owner_write, fs::perm_options::add);
  }
}

void add_packages(const fs::path& directory, std::vector<std::string>& paths) {
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.path().extension() == ".rpm") paths.push_back(entry.path());
  }
}

}  // namespace

std::string fixture_package(const std::string& nevra) {
  return std::string(PKGMAP_FIXTURE_RPMS) + "/rpms/" + nevra + ".rpm";
}

std::vector<std::string> all_package_files() {
  std::vector<std::string> paths;
  add_packages(std::string(PKGMAP_FIXTURE_RPMS) + "/rpms", paths);
  if (const std::string data = data_directory("rpms"); !data.empty()) add_packages(data, paths);
  std::sort(paths.begin(), paths.end());
  return paths;
}

DatabaseCopy::DatabaseCopy() : DatabaseCopy(std::string(PKGMAP_FIXTURE_RPMS) + "/rpmdb") {
}

DatabaseCopy::DatabaseCopy(const std::string& directory) {
  copy_directory(directory, path());
}

std::unique_ptr<PackageDatabase> DatabaseCopy::open() const {
  DatabaseOptions options;
  options.dbpath = path();
  options.libexec = PKGMAP_LIBEXEC;
  auto database = open_package_database(options);
  if (!database) throw std::runtime_error(database.error().message);
  return std::move(*database);
}

std::vector<std::unique_ptr<DatabaseCopy>> indexed_databases() {
  std::vector<std::unique_ptr<DatabaseCopy>> copies;
  copies.push_back(std::make_unique<DatabaseCopy>());
  const std::string data = data_directory("rpmdb");
  if (data.empty()) return copies;
  for (const auto& entry : fs::directory_iterator(data)) {
    if (!fs::exists(entry.path() / "rpmdb.sqlite")) continue;
    copies.push_back(std::make_unique<DatabaseCopy>(entry.path()));
  }
  return copies;
}

std::string data_directory(const std::string& below) {
  const char* data = ::getenv("PKGMAP_DATA");
  return data && *data ? std::string(data) + "/" + below : std::string();
}

bool librpm_reads(const std::string& kind) {
  const auto kinds = rpm::kinds_in_configuration(run_command({"rpm", "--showrc"}).out);
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::vector<std::string> texts(const Result<std::vector<PackageRecord>>& records) {
  std::vector<std::string> lines;
  if (!records) return {"error: " + records.error().message};
  for (const PackageRecord& record : *records) lines.push_back(record.nevra.text());
  return lines;
}

std::vector<std::string> owner_texts(PackageDatabase& database, const std::string& path) {
  const auto owners = database.owners(path);
  if (!owners) return {"error: " + owners.error().message};
  std::vector<std::string> lines;
  for (const auto& owned : *owners) lines.push_back(owned.package.nevra.text());
  return lines;
}

std::string without_zero_epoch(std::string nevra) {
  if (const std::size_t at = nevra.find("-0:"); at != std::string::npos) nevra.erase(at + 1, 2);
  return nevra;
}

std::vector<std::string> entries_of(const std::string& directory) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory)) {
    names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace pkgmap
