#include "rules/commands/option_words.hpp"

#include "parsers/source/contains.hpp"
#include "parsers/unit/lines.hpp"

namespace pkgmap::rules {
namespace {

/// Reads one command.
class OptionReader {
 public:
  OptionReader(const std::vector<std::string>& argv, const ValueOptions& with_value,
               std::size_t from)
      : argv_(argv), with_value_(with_value), at_(from) {}

  OptionWords read(bool ends_at_operand) {
    while (at_ < argv_.size()) {
      const std::string_view word = argv_[at_];
      if (word == "--") {
        ++at_;
        break;
      }
      const bool is_option = word.size() > 1 && word.front() == '-';
      if (!is_option && ends_at_operand) break;
      ++at_;
      if (!is_option) {
        found_.operands.push_back(at_ - 1);
      } else if (word.starts_with("--")) {
        take_name(word.substr(2));
      } else {
        take_letters(word.substr(1));
      }
    }
    for (; at_ < argv_.size(); ++at_) found_.operands.push_back(at_);
    return std::move(found_);
  }

 private:
  void take_name(std::string_view text) {
    const std::size_t equals = text.find('=');
    OptionWord option{text.substr(0, equals), std::nullopt, at_};
    const std::string_view whole = whole_name(option.name);
    if (!whole.empty()) option.name = whole;
    if (equals != std::string_view::npos) {
      option.value = text.substr(equals + 1);
    } else if (!whole.empty()) {
      take_next_word(option);
    }
    found_.options.push_back(option);
  }

  void take_letters(std::string_view letters) {
    for (std::size_t i = 0; i < letters.size(); ++i) {
      OptionWord option{letters.substr(i, 1), std::nullopt, at_};
      const bool has_value = with_value_.letters.find(letters[i]) != std::string_view::npos;
      if (has_value && i + 1 < letters.size()) {
        option.value = letters.substr(i + 1);
        i = letters.size();
      } else if (has_value) {
        take_next_word(option);
      }
      found_.options.push_back(option);
    }
  }

  void take_next_word(OptionWord& option) {
    if (at_ >= argv_.size()) return;
    option.value = argv_[at_];
    option.next = ++at_;
  }

  // getopt_long(3) takes the beginning of a name if no other name begins so. Empty for an option
  // without a value.
  std::string_view whole_name(std::string_view written) const {
    if (contains(words_of(with_value_.flags), written)) return {};
    std::string_view begun;
    bool is_one = true;
    for (const std::string_view name : words_of(with_value_.names)) {
      if (name == written) return name;
      if (!name.starts_with(written)) continue;
      is_one = begun.empty();
      begun = name;
    }
    return is_one ? begun : std::string_view{};
  }

  const std::vector<std::string>& argv_;
  const ValueOptions& with_value_;
  std::size_t at_;
  OptionWords found_;
};

}  // namespace

const OptionWord* OptionWords::find(std::initializer_list<std::string_view> names) const {
  const OptionWord* last = nullptr;
  for (const OptionWord& option : options) {
    if (one_of(option.name, names)) last = &option;
  }
  return last;
}

std::optional<std::string_view> OptionWords::value_of(
    std::initializer_list<std::string_view> names) const {
  const OptionWord* const option = find(names);
  return option ? option->value : std::nullopt;
}

OptionWords options_before_operands(const std::vector<std::string>& argv,
                                    const ValueOptions& with_value, std::size_t from) {
  return OptionReader(argv, with_value, from).read(true);
}

OptionWords options_among_operands(const std::vector<std::string>& argv,
                                   const ValueOptions& with_value, std::size_t from) {
  return OptionReader(argv, with_value, from).read(false);
}

}  // namespace pkgmap::rules
