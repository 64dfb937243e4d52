// Makes an argument vector for exec(3). Any thread.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

/// Returns the pointers to the words, and a null pointer at the end. The pointers are valid as long
/// as `words` lives unchanged. exec(3) does not write through them, though its parameters are not
/// const.
inline std::vector<char*> argv_of(const std::vector<std::string>& words) {
  std::vector<char*> all;
  all.reserve(words.size() + 1);
  for (const std::string& word : words) all.push_back(const_cast<char*>(word.c_str()));
  all.push_back(nullptr);
  return all;
}

}  // namespace pkgmap
