// A root directory with the units that a test writes, and the queries about them. The root goes
// with the test.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/facts/units.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap::test {

class UnitsRoot : public ::testing::Test {
 protected:
  /// Units with all that they need; they read each file once, so a test makes a new Reader after a
  /// change.
  struct Reader {
    explicit Reader(const std::string& root) : paths(root), files(root), units(paths, files) {}
    PathResolver paths;
    HostFiles files;
    UnitFiles units;
  };

  std::string root() const { return temporary_.path(); }
  void file(const std::string& path, const std::string& text) {
    make_directory_of(path);
    std::ofstream(root() + path) << text;
  }
  void link(const std::string& path, const std::string& target) {
    make_directory_of(path);
    std::filesystem::create_symlink(target, root() + path);
  }
  static std::vector<std::string> names(const std::vector<rules::UnitFact>& facts) {
    std::vector<std::string> list;
    for (const auto& fact : facts) list.push_back(fact.name);
    return list;
  }

 private:
  void make_directory_of(const std::string& path) const {
    std::filesystem::create_directories(std::filesystem::path(root() + path).parent_path());
  }

  TemporaryDirectory temporary_;
};

}  // namespace pkgmap::test
