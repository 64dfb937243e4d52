// Words as exec(3) takes them.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

/// With the null at the end. They point into `words`, which lives longer and stays as it is;
/// exec(3) writes nothing, though its arguments are not const.
inline std::vector<char*> argv_of(const std::vector<std::string>& words) {
  std::vector<char*> all;
  all.reserve(words.size() + 1);
  for (const std::string& word : words) all.push_back(const_cast<char*>(word.c_str()));
  all.push_back(nullptr);
  return all;
}

}  // namespace pkgmap
