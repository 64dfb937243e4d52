#include "cli/plugins/apt/dpkg_options.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "engine/system/files/paths.hpp"

namespace pkgmap::apt {
namespace {

constexpr std::string_view kDatabase = "/var/lib/dpkg";

// Options whose value may be the next word.
constexpr std::array<std::string_view, 14> kWithValue = {
    "--admindir",      "--root",         "--instdir",      "--ignore-depends", "--status-fd",
    "--status-logger", "--log",          "--debug",        "--abort-after",    "--pre-invoke",
    "--post-invoke",   "--path-exclude", "--path-include", "--verify-format",
};
constexpr std::array<std::string_view, 3> kOnlyShow = {"--no-act", "--dry-run", "--simulate"};

template <std::size_t Size>
bool is_among(const std::array<std::string_view, Size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Splitter {
 public:
  explicit Splitter(const std::vector<std::string>& words) : words_(words) {}

  DpkgWords split() {
    // dpkg takes no options behind its first operand.
    while (at_ < words_.size() && words_[at_].size() > 1 && words_[at_].starts_with('-')) {
      const std::string& word = words_[at_++];
      if (word == "--") break;
      word.starts_with("--") ? take_long(word) : take_short(word);
    }
    for (; at_ < words_.size(); ++at_) split_.operands.push_back(words_[at_]);
    return std::move(split_);
  }

 private:
  std::string next_word() { return at_ < words_.size() ? words_[at_++] : std::string(); }

  void take_long(const std::string& word) {
    const std::size_t equals = word.find('=');
    DpkgOption option{word.substr(0, equals), ""};
    if (equals != std::string::npos) {
      option.value = word.substr(equals + 1);
    } else if (is_among(kWithValue, option.name)) {
      option.value = next_word();
    }
    split_.options.push_back(std::move(option));
  }

  void take_short(const std::string& word) {
    for (std::size_t at = 1; at < word.size(); ++at) {
      DpkgOption option{{'-', word[at]}, ""};
      const bool is_debug = word[at] == 'D';
      if (is_debug) option.value = at + 1 < word.size() ? word.substr(at + 1) : next_word();
      split_.options.push_back(std::move(option));
      if (is_debug) return;
    }
  }

  const std::vector<std::string>& words_;
  std::size_t at_ = 0;
  DpkgWords split_;
};

}  // namespace

DpkgWords split_words(const std::vector<std::string>& words) {
  return Splitter(words).split();
}

bool leads_elsewhere(const std::vector<DpkgOption>& options, const DpkgVariables& variables) {
  const auto database_below = [](const std::string& root) { return root + std::string(kDatabase); };
  std::string root = variables.root;
  std::string database = variables.database.empty() ? database_below(root) : variables.database;
  for (const DpkgOption& option : options) {
    if (is_among(kOnlyShow, option.name)) return true;
    if (option.name == "--admindir") database = option.value;
    if (option.name == "--root" || option.name == "--instdir") root = option.value;
    if (option.name == "--root") database = database_below(root);
  }
  const bool is_top = root.empty() || (root.starts_with('/') && lexically_normal(root) == "/");
  return !is_top || !database.starts_with('/') || lexically_normal(database) != kDatabase;
}

}  // namespace pkgmap::apt
