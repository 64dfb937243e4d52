#include "engine/queries/doctor/hooks/apt_settings.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace pkgmap {
namespace {

constexpr std::string_view kMarks = "{};";

struct AptWord {
  std::string text;
  bool mark = false;  ///< One of kMarks, outside of quotes.
};

class AptWords {
 public:
  explicit AptWords(std::string_view text) : rest_(text) {}

  /// Returns false at the end.
  bool next(AptWord& word) {
    skip();
    if (rest_.empty()) return false;
    word = {};
    if (kMarks.find(rest_.front()) != std::string_view::npos) {
      word.text = rest_.front();
      word.mark = true;
      rest_.remove_prefix(1);
      return true;
    }
    if (rest_.front() == '"') {
      rest_.remove_prefix(1);
      word.text = take("\"");
      rest_.remove_prefix(std::min<std::size_t>(rest_.size(), 1));
      return true;
    }
    word.text = take("{};\" \t\r\n");
    return true;
  }

 private:
  std::string take(std::string_view ends) {
    const std::size_t end = std::min(rest_.find_first_of(ends), rest_.size());
    std::string taken(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return taken;
  }

  // Blanks and comments. "#clear" and "#include" are left out like comments.
  void skip() {
    for (;;) {
      if (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())) != 0) {
        rest_.remove_prefix(1);
      } else if (rest_.starts_with("//") || rest_.starts_with('#')) {
        take("\n");
      } else if (rest_.starts_with("/*")) {
        rest_.remove_prefix(std::min(rest_.find("*/", 2), rest_.size() - 2) + 2);
      } else {
        return;
      }
    }
  }

  std::string_view rest_;
};

std::string scoped(const std::vector<std::string>& scopes, const std::string& name) {
  std::string all;
  for (const std::string& scope : scopes) all += scope.empty() ? "" : scope + "::";
  all += name;
  while (all.ends_with("::")) all.resize(all.size() - 2);
  return all;
}

}  // namespace

std::vector<AptSetting> apt_settings(std::string_view text) {
  std::vector<AptSetting> settings;
  std::vector<std::string> scopes;
  std::vector<std::string> words;
  AptWords source(text);
  // A statement of one word in a list is a member of the list.
  const auto end_statement = [&] {
    if (words.size() == 1) settings.push_back({scoped(scopes, ""), words[0]});
    if (words.size() > 1) settings.push_back({scoped(scopes, words[0]), words[1]});
    words.clear();
  };
  for (AptWord word; source.next(word);) {
    if (!word.mark) {
      words.push_back(std::move(word.text));
    } else if (word.text == "{") {
      scopes.push_back(words.empty() ? std::string() : words[0]);
      words.clear();
    } else {
      end_statement();
      if (word.text == "}" && !scopes.empty()) scopes.pop_back();
    }
  }
  end_statement();
  return settings;
}

}  // namespace pkgmap
