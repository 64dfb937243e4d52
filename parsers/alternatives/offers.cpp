#include "parsers/alternatives/offers.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace pkgmap::alternatives {
namespace {

constexpr std::string_view kProgram = "alternatives";

/// The simple commands of a shell script, each as its words.
class Commands {
 public:
  explicit Commands(std::string_view text) : rest_(text) {}

  /// Returns the words of the next command, perhaps none; nullopt at the end.
  std::optional<std::vector<std::string_view>> next() {
    if (rest_.empty()) return std::nullopt;
    std::vector<std::string_view> words;
    while (!rest_.empty()) {
      if (rest_.starts_with("\\\n")) {
        rest_.remove_prefix(2);
      } else if (rest_.front() == ' ' || rest_.front() == '\t') {
        rest_.remove_prefix(1);
      } else if (rest_.front() == '#') {
        rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
      } else if (kEnds.find(rest_.front()) != std::string_view::npos) {
        rest_.remove_prefix(1);
        break;
      } else {
        const std::size_t end = std::min(rest_.find_first_of(" \t\n;&|()"), rest_.size());
        words.push_back(rest_.substr(0, end));
        rest_.remove_prefix(end);
        // The line goes on: "…/less\" and a new line.
        if (words.back().ends_with('\\') && rest_.starts_with('\n')) {
          words.back().remove_suffix(1);
          rest_.remove_prefix(1);
        }
      }
    }
    return words;
  }

 private:
  static constexpr std::string_view kEnds = "\n;&|()";
  std::string_view rest_;
};

/// The word without its quotes; empty if the shell would make something else of it.
std::string_view plain(std::string_view word) {
  const bool quoted = word.size() >= 2 && (word.front() == '"' || word.front() == '\'') &&
                      word.back() == word.front();
  if (quoted) word = word.substr(1, word.size() - 2);
  const bool is_plain = std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/._-+:,@%=").find(c) != std::string_view::npos;
  });
  return is_plain ? word : std::string_view();
}

bool is_program(std::string_view word) {
  const std::string_view name = word.substr(word.rfind('/') + 1);
  return name == kProgram || name == "update-alternatives";
}

std::optional<std::int64_t> number_in(std::string_view word) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return number;
}

bool is_absolute(std::string_view word) {
  return word.size() > 1 && word.front() == '/';
}

bool is_group(std::string_view word) {
  return !word.empty() && word.find('/') == std::string_view::npos;
}

void add_offers(const std::vector<std::string_view>& words, std::vector<Offer>& offers) {
  const auto word = [&](std::size_t at) {
    return at < words.size() ? plain(words[at]) : std::string_view();
  };
  Offer leader;
  for (std::size_t i = 0; i < words.size() && offers.size() < kMostOffers; ++i) {
    if (words[i] == "--install" && leader.link.empty()) {
      const auto priority = number_in(word(i + 4));
      if (!is_absolute(word(i + 1)) || !is_group(word(i + 2)) || !is_absolute(word(i + 3)) ||
          !priority) {
        return;
      }
      leader = {std::string(word(i + 1)), std::string(word(i + 3)), std::string(word(i + 2)),
                std::string(word(i + 3)), *priority};
      offers.push_back(leader);
      i += 4;
    } else if ((words[i] == "--slave" || words[i] == "--follower") && !leader.link.empty()) {
      if (is_absolute(word(i + 1)) && is_absolute(word(i + 3))) {
        offers.push_back({std::string(word(i + 1)), std::string(word(i + 3)), leader.leader,
                          leader.path, leader.priority});
      }
      i += 3;
    }
  }
}

}  // namespace

std::vector<Offer> offers_in(std::string_view script) {
  std::vector<Offer> offers;
  Commands commands(script);
  while (const auto words = commands.next()) {
    if (offers.size() >= kMostOffers) break;
    if (std::any_of(words->begin(), words->end(), is_program)) add_offers(*words, offers);
  }
  return offers;
}

}  // namespace pkgmap::alternatives
