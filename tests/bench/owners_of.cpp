// owners_of RPMDB < PATHS: prints the owners of the paths on standard input, one on each line, as
// `rpm -qf` prints them. tests/bench/owning.py compares the answers and the times.
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::ios::sync_with_stdio(false);
  std::vector<std::string> paths;
  for (std::string line; std::getline(std::cin, line);) paths.push_back(line);
  const auto database = pkgmap::open_package_database({"/", argv[1]});
  const auto owners = database ? (*database)->owners_of(paths) : database.error();
  if (!owners) {
    std::fprintf(stderr, "%s\n", owners.error().message.c_str());
    return 1;
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    for (const auto& owned : (*owners)[i]) {
      std::printf("%s\t%s\n", paths[i].c_str(), owned.package.nevra.text().c_str());
    }
    if ((*owners)[i].empty()) std::printf("%s\tnobody\n", paths[i].c_str());
  }
  return 0;
}
