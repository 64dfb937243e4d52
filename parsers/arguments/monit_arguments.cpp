#include "parsers/arguments/monit_arguments.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "parsers/source/ascii.hpp"

namespace pkgmap {
namespace {

// Short options with a value: the rest of their word, or the next word.
constexpr std::string_view kWithValue = "cdglps";
// Options that monit answers before it ends. `-i` and `-r` also are those of monit before 5.9.
constexpr std::string_view kAnswered = "tVhHir";

struct LongOption {
  std::string_view name;
  char letter;
};

constexpr auto kLong = std::to_array<LongOption>({{"conf", 'c'},
                                                  {"daemon", 'd'},
                                                  {"group", 'g'},
                                                  {"logfile", 'l'},
                                                  {"pidfile", 'p'},
                                                  {"statefile", 's'},
                                                  {"hash", 'H'},
                                                  {"id", 'i'},
                                                  {"help", 'h'},
                                                  {"resetid", 'r'},
                                                  {"test", 't'},
                                                  {"verbose", 'v'},
                                                  {"batch", 'B'},
                                                  {"interactive", 'I'},
                                                  {"version", 'V'}});

// Returns 0 if no option has this name, or begins so and is the only one.
char letter_of(std::string_view name) {
  const LongOption* found = nullptr;
  for (const LongOption& option : kLong) {
    if (option.name == name) return option.letter;
    if (!option.name.starts_with(name)) continue;
    if (found != nullptr) return 0;
    found = &option;
  }
  return found == nullptr ? '\0' : found->letter;
}

bool is_in(std::string_view letters, char letter) {
  return letter != 0 && letters.find(letter) != kNowhere;
}

class ArgumentReader {
 public:
  explicit ArgumentReader(const std::vector<std::string>& argv) : argv_(argv) {}

  MonitArguments read() {
    while (++at_ < argv_.size()) {
      const std::string_view word = argv_[at_];
      if (word == "--") {
        if (++at_ < argv_.size()) found_.words.push_back(argv_[at_]);
      } else if (word.size() > 2 && word.starts_with("--")) {
        long_option(word.substr(2));
      } else if (word.size() > 1 && word.front() == '-') {
        short_options(word.substr(1));
      } else {
        found_.words.emplace_back(word);
      }
    }
    return std::move(found_);
  }

 private:
  void long_option(std::string_view text) {
    const std::size_t equals = std::min(text.find('='), text.size());
    const char letter = letter_of(text.substr(0, equals));
    if (!is_in(kWithValue, letter)) {
      note(letter);
    } else if (equals < text.size()) {
      note(letter, text.substr(equals + 1));
    } else {
      note_next(letter);
    }
  }

  void short_options(std::string_view letters) {
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const std::string_view rest = letters.substr(i + 1);
      if (!is_in(kWithValue, letters[i])) {
        note(letters[i]);
      } else {
        return rest.empty() ? note_next(letters[i]) : note(letters[i], rest);
      }
    }
  }

  void note_next(char letter) {
    if (++at_ < argv_.size()) {
      note(letter, argv_[at_]);
    } else {
      found_.ends = true;
    }
  }

  void note(char letter, std::string_view value = {}) {
    if (letter == 'c') found_.control_file = value;
    if (letter == 'g') found_.group = value;
    if (letter == 'p') found_.pidfile = value;
    found_.foreground = found_.foreground || letter == 'I';
    found_.ends = found_.ends || is_in(kAnswered, letter);
  }

  const std::vector<std::string>& argv_;
  std::size_t at_ = 0;
  MonitArguments found_;
};

}  // namespace

MonitArguments monit_arguments(const std::vector<std::string>& argv) {
  return ArgumentReader(argv).read();
}

}  // namespace pkgmap
