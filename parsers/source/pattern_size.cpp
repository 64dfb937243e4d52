#include "parsers/source/pattern_size.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace pkgmap {
namespace {

constexpr std::size_t kMost = 1'000'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class Counter {
 public:
  explicit Counter(std::string_view text) : text_(text) {}

  std::size_t count() {
    while (at_ < text_.size() && !is_endless_) step();
    while (open_.size() > 1) close();
    return is_endless_ ? kMost : std::min(whole(), kMost);
  }

 private:
  /// The size of what stands inside one pair of parentheses: the last atom, which a repeat
  /// multiplies, and all atoms before it.
  struct Group {
    std::size_t before = 0;
    std::size_t last = 0;
  };

  char byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  Group& inner() { return open_.back(); }
  std::size_t whole() { return inner().before + inner().last; }

  void step() {
    const char c = text_[at_];
    if (c == '(') {
      open_.emplace_back();
      ++at_;
    } else if (c == ')' && open_.size() > 1) {
      close();
      ++at_;
    } else if (c == '*' || c == '?') {
      add_to_last(1);
      ++at_;
    } else if (c == '+') {
      add_to_last(inner().last + 1);
      ++at_;
    } else if (c != '{' || !read_interval()) {
      read_atom();
    }
  }

  void close() {
    const std::size_t size = whole() + 1;
    open_.pop_back();
    begin_atom(size);
  }

  void begin_atom(std::size_t size) {
    inner().before = std::min(whole(), kMost);
    inner().last = std::min(size, kMost);
  }

  void add_to_last(std::size_t more) { inner().last = std::min(inner().last + more, kMost); }

  void read_atom() {
    if (text_[at_] == '\\') {
      is_endless_ = byte(at_ + 1) >= '1' && byte(at_ + 1) <= '9';
      ++at_;
    } else if (text_[at_] == '[') {
      skip_bracket();
    }
    ++at_;
    begin_atom(1);
  }

  /// Goes to the ']' that ends the list; `[]a]`, `[^]a]` and `[[:alpha:]]` contain an earlier ']'.
  void skip_bracket() {
    ++at_;
    if (byte(at_) == '^') ++at_;
    if (byte(at_) == ']') ++at_;
    while (at_ < text_.size() && text_[at_] != ']') {
      const char kind = byte(at_ + 1);
      const bool is_class = text_[at_] == '[' && (kind == ':' || kind == '.' || kind == '=');
      if (!is_class) {
        ++at_;
        continue;
      }
      const char end[] = {kind, ']'};
      const std::size_t close = text_.find(std::string_view(end, 2), at_ + 2);
      at_ = close == std::string_view::npos ? text_.size() : close + 2;
    }
  }

  std::optional<std::size_t> read_number() {
    std::optional<std::size_t> number;
    for (; is_digit(byte(at_)); ++at_) {
      number = std::min(number.value_or(0) * 10 + static_cast<std::size_t>(byte(at_) - '0'), kMost);
    }
    return number;
  }

  /// Reads `{2}`, `{2,}`, `{,9}` or `{2,9}`. Returns false if the brace stands for itself.
  bool read_interval() {
    const std::size_t begin = at_++;
    const std::size_t least = read_number().value_or(0);
    std::size_t most = least + 1;
    if (byte(at_) == ',') {
      ++at_;
      most = std::max(most, read_number().value_or(0));
    }
    if (byte(at_) != '}') {
      at_ = begin;
      return false;
    }
    ++at_;
    inner().last = std::min((inner().last + 1) * most, kMost);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool is_endless_ = false;
  std::vector<Group> open_ = {Group{}};
};

}  // namespace

std::size_t size_written_out(std::string_view pattern) {
  return Counter(pattern).count();
}

}  // namespace pkgmap
