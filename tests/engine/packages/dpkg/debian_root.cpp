#include "tests/engine/packages/dpkg/debian_root.hpp"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <gtest/gtest.h>

#include "engine/packages/digest.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;

void write_below(const std::string& tree, const std::string& path, const std::string& content,
                 fs::perms mode = fs::perms(0644)) {
  const fs::path file = tree + path;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
  fs::permissions(file, mode);
}

void write_sums(const std::string& tree, const DebSource& source) {
  std::string sums;
  for (const auto& [path, content] : source.files) {
    const auto& conffiles = source.conffiles;
    if (std::find(conffiles.begin(), conffiles.end(), path) != conffiles.end()) continue;
    sums += digest_of_file(tree + path, Algorithm::md5).value() + "  " + path.substr(1) + "\n";
  }
  write_below(tree, "/DEBIAN/md5sums", sums);
}

}  // namespace

std::string build_deb(const std::string& directory, const DebSource& source) {
  const std::string tree = directory + "/tree";
  fs::remove_all(tree);
  write_below(tree, "/DEBIAN/control",
              "Package: " + source.name + "\nVersion: " + source.version + "\nArchitecture: " +
                  source.arch + "\nMaintainer: Nobody <nobody@example.org>\nDescription: a test\n" +
                  source.fields);
  for (const auto& [path, content] : source.files) write_below(tree, path, content);
  for (const auto& [path, target] : source.links) {
    fs::create_directories(fs::path(tree + path).parent_path());
    fs::create_symlink(target, tree + path);
  }
  std::string conffiles;
  for (const std::string& path : source.conffiles) conffiles += path + "\n";
  if (!conffiles.empty()) write_below(tree, "/DEBIAN/conffiles", conffiles);
  if (!source.triggers.empty()) write_below(tree, "/DEBIAN/triggers", source.triggers);
  for (const auto& [name, text] : source.scripts) {
    write_below(tree, "/DEBIAN/" + name, text, fs::perms(0755));
  }
  if (source.sums) write_sums(tree, source);
  std::string path =
      directory + "/" + source.name + "_" + source.version + "_" + source.arch + ".deb";
  const CommandResult built = run_command(
      {"dpkg-deb", "--root-owner-group", "-Z" + source.compression, "--build", tree, path});
  EXPECT_EQ(built.status, 0) << built.err;
  return path;
}

DebianRoot::DebianRoot() : directory_("/dev/shm/pkgmap-XXXXXX") {
  if (::mkdtemp(directory_.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
  root_ = file("root");
  for (const char* name : {"info", "updates"}) fs::create_directories(admin(name));
  std::ofstream(admin("status")) << "";
}

DebianRoot::~DebianRoot() {
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

void DebianRoot::install(const DebSource& source) const {
  dpkg({"--install", build(source)});
}

void DebianRoot::dpkg(std::vector<std::string> arguments) const {
  const std::vector<std::string> before = {
      "dpkg",
      "--root=" + root_,
      "--force-not-root,script-chrootless,architecture,bad-path",
      "--log=/dev/null",
      "--force-confold",
      "--no-pager"};
  arguments.insert(arguments.begin(), before.begin(), before.end());
  const CommandResult done = run_command(arguments);
  EXPECT_EQ(done.status, 0) << done.out << done.err;
}

DatabaseOptions DebianRoot::options() const {
  DatabaseOptions options;
  options.root = root_;
  options.system = rules::PackageSystem::dpkg;
  options.libexec = PKGMAP_LIBEXEC;
  return options;
}

std::unique_ptr<PackageDatabase> DebianRoot::open() const {
  auto database = open_package_database(options());
  EXPECT_TRUE(database) << database.error().message;
  return database ? std::move(*database) : nullptr;
}

std::vector<std::string> names_of(const Result<std::vector<PackageRecord>>& packages) {
  std::vector<std::string> names;
  EXPECT_TRUE(packages) << packages.error().message;
  if (!packages) return names;
  for (const PackageRecord& package : *packages) names.push_back(package.nevra.text());
  return names;
}

std::vector<std::string> owner_names(PackageDatabase& database, const std::string& path) {
  std::vector<std::string> names;
  const auto owners = database.owners(path);
  EXPECT_TRUE(owners) << owners.error().message;
  if (!owners) return names;
  for (const auto& owned : *owners) names.push_back(owned.package.nevra.text());
  return names;
}

}  // namespace pkgmap
