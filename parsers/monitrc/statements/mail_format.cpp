#include "parsers/monitrc/statements/mail_format.hpp"

#include <algorithm>
#include <string_view>

#include "parsers/monitrc/words/characters.hpp"
#include "parsers/monitrc/words/keyword.hpp"

namespace pkgmap::monitrc {
namespace {

class FormatReader {
 public:
  FormatReader(Report& report, const Token& block, MailFormat& into)
      : report_(report), block_(block), into_(into) {
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
    return equal_without_case(text_.substr(at_, word.size()), word);
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
    if (begins("from:")) return take_address(kFrom, into_.from);
    if (begins("reply-to:")) return take_address(kReplyTo, into_.reply_to);
    if (begins("subject:")) {
      take(kSubject, line_end(), into_.subject);
      return true;
    }
    if (begins("message:")) {
      take(kMessage, text_.size(), into_.message);
      return true;
    }
    say(at_, "expected 'from:', 'reply-to:', 'subject:' or 'message:'");
    return false;
  }

  static constexpr std::string_view kBlanks = " \t\r\n";
  static constexpr std::size_t kFrom = std::string_view("from:").size();
  static constexpr std::size_t kReplyTo = std::string_view("reply-to:").size();
  static constexpr std::size_t kSubject = std::string_view("subject:").size();
  static constexpr std::size_t kMessage = std::string_view("message:").size();

  /// Sets `into` to the text behind the word, without blanks around it. Leaves `into` as it is if
  /// that text is empty.
  void take(std::size_t word, std::size_t end, std::string& into) {
    std::string_view value = text_.substr(at_ + word, end - at_ - word);
    const std::size_t begin = std::min(value.find_first_not_of(kBlanks), value.size());
    const std::size_t last = value.find_last_not_of(kBlanks);
    if (last != std::string_view::npos) into = value.substr(begin, last + 1 - begin);
    at_ = end;
  }

  bool take_address(std::size_t word, std::string& into) {
    const std::size_t begin = at_;
    take(word, line_end(), into);
    at_ = begin + word;
    return judge_address();
  }

  /// Reads names, and addresses with or without `<…>`, up to the end of the line.
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
          say(at_, "a mail address cannot contain this character");
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

  /// Returns how many bytes at `at` are above `lowest` and no marks: for 0x21 those of an address,
  /// for 0x1F those of a name, which has blanks but no '@'.
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
  MailFormat& into_;
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

void take_mail_format(Report& report, const Token& block, MailFormat& into) {
  FormatReader(report, block, into).judge();
}

}  // namespace pkgmap::monitrc
