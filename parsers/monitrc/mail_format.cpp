#include "parsers/monitrc/mail_format.hpp"

#include <algorithm>
#include <string_view>

#include "parsers/monitrc/characters.hpp"
#include "parsers/monitrc/keyword.hpp"

namespace pkgmap::monitrc {
namespace {

class MailFormat {
 public:
  MailFormat(Report& report, const Token& block) : report_(report), block_(block) {
    text_ = block.text;
    if (text_.ends_with('}')) text_.remove_suffix(1);
  }

  void judge() {
    std::size_t options = 0;
    for (skip_filler(); at_ < text_.size(); skip_filler()) {
      ++options;
      if (!judge_option()) return;
    }
    if (options == 0) say(text_.size(), "expected 'from:', 'subject:' or 'message:'");
  }

 private:
  void say(std::size_t at, const char* message) {
    const auto place = block_.span.begin + static_cast<std::uint32_t>(at);
    report_.error({block_.span.source, place, place + 1}, message);
  }

  bool begins(std::string_view word) const {
    return same_word(text_.substr(at_, word.size()), word);
  }

  void skip_filler() {
    for (;;) {
      while (at_ < text_.size() && is_filler(text_[at_])) ++at_;
      if (at_ < text_.size() && text_[at_] == '#') {
        at_ = line_end();
        continue;
      }
      std::size_t end = at_;
      while (end < text_.size() && is_word_byte(text_[end])) ++end;
      if (find_word(text_.substr(at_, end - at_)).keyword != Keyword::noise) return;
      at_ = end;
    }
  }

  std::size_t line_end() const { return std::min(text_.find('\n', at_), text_.size()); }

  bool judge_option() {
    for (const std::string_view word : {"from:", "reply-to:"}) {
      if (!begins(word)) continue;
      at_ += word.size();
      return judge_address();
    }
    if (begins("subject:")) {
      at_ = line_end();
      return true;
    }
    if (begins("message:")) {
      at_ = text_.size();
      return true;
    }
    say(at_, "expected 'from:', 'reply-to:', 'subject:' or 'message:'");
    return false;
  }

  /// Names, and addresses with or without `<…>`, up to the end of the line.
  bool judge_address() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    const std::size_t end = line_end();
    bool has_address = false;
    while (at_ < end) {
      const std::size_t address = run(at_, end, 0x21);
      const std::size_t name = run(at_, end, 0x1F);
      const char c = text_[at_];
      if (address == 0 && name == 0) {
        if (c != '<' && c != '>' && c != '[' && c != ']') {
          say(at_, "this cannot stand in a mail address");
          return false;
        }
        ++at_;
      } else {
        has_address |= address >= name;
        at_ += std::max(address, name);
      }
    }
    if (!has_address) say(end, "expected a mail address");
    return true;
  }

  /// How many bytes above `lowest` and without marks stand at `at`: an address, or with blanks and
  /// without '@' a name.
  std::size_t run(std::size_t at, std::size_t end, unsigned lowest) const {
    const std::size_t begin = at;
    for (; at < end; ++at) {
      const char c = text_[at];
      if (static_cast<unsigned char>(c) <= lowest) break;
      if (c == '<' || c == '>' || c == '{' || c == '}' || c == '[' || c == ']') break;
      if (c == '@' && lowest < 0x20) break;
    }
    return at - begin;
  }

  Report& report_;
  const Token& block_;
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

void judge_mail_format(Report& report, const Token& block) {
  MailFormat(report, block).judge();
}

}  // namespace pkgmap::monitrc
