// A FileReader on texts: files by path, and the directories above them.
#pragma once

#include <fnmatch.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "parsers/source/file_reader.hpp"

namespace pkgmap {

class TextFiles : public FileReader {
 public:
  TextFiles(std::initializer_list<std::pair<const std::string, std::string>> files)
      : files_(files) {}

  void add(const std::string& path, std::string bytes) { files_[path] = std::move(bytes); }
  /// Adds a path that glob() finds and read() refuses.
  void add_unreadable(const std::string& path) { unreadable_.insert(path); }

  Answer read(const std::string& path) override {
    reads_.push_back(path);
    if (unreadable_.count(path) != 0) return {false, {}, "Permission denied"};
    const auto file = files_.find(path);
    if (file == files_.end()) return {false, {}, "No such file or directory"};
    return {true, file->second, {}};
  }

  std::vector<std::string> glob(const std::string& pattern) override {
    std::set<std::string> found;
    for (const auto& [path, bytes] : files_) match(pattern, path, found);
    for (const std::string& path : unreadable_) match(pattern, path, found);
    return {found.begin(), found.end()};
  }

  /// Returns every path that somebody tried to read, in order.
  const std::vector<std::string>& reads() const { return reads_; }

 private:
  /// Adds the path if the pattern matches it, and every matching directory above it.
  static void match(const std::string& pattern, const std::string& path,
                    std::set<std::string>& found) {
    const auto fits = [&](const std::string& candidate) {
      return ::fnmatch(pattern.c_str(), candidate.c_str(), FNM_PATHNAME | FNM_PERIOD) == 0;
    };
    if (fits(path)) found.insert(path);
    for (std::size_t slash = path.find('/', 1); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
      if (fits(path.substr(0, slash))) found.insert(path.substr(0, slash + 1));
    }
  }

  std::map<std::string, std::string> files_;
  std::set<std::string> unreadable_;
  std::vector<std::string> reads_;
};

}  // namespace pkgmap
