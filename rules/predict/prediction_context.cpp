#include "rules/predict/prediction_context.hpp"

#include <algorithm>
#include <utility>

#include "parsers/source/ascii.hpp"

namespace pkgmap::rules {
namespace {

bool is_blank(char c) {
  return c <= ' ' && c >= 0;
}

// A piece of a statement is a run of blanks, a comment, a text between quotes, or a word.
std::size_t end_of_piece(std::string_view text, std::size_t begin) {
  const char first = text[begin];
  const char* const all = text.data();
  const auto end_of_run = [&](auto is_part) {
    const auto* const end = std::find_if_not(all + begin, all + text.size(), is_part);
    return static_cast<std::size_t>(end - all);
  };
  if (is_blank(first)) return end_of_run(is_blank);
  if (first == '#') return std::min(text.find('\n', begin), text.size());
  if (first != '"' && first != '\'') {
    return end_of_run([](char c) { return !is_blank(c) && c != '"' && c != '\''; });
  }
  const std::size_t closing = text.find(first, begin + 1);
  return closing == std::string_view::npos ? text.size() : closing + 1;
}

}  // namespace

void PredictionContext::add(const monitrc::Test& test, Outcome outcome, std::string expect,
                            std::string now, std::string incoming, std::string ground,
                            std::string hint) {
  predictions_.push_back({test.kind, test.trigger, outcome, std::move(expect), std::move(now),
                          std::move(incoming), std::move(ground), std::move(hint), test.action,
                          test.times, test.span});
}

std::string PredictionContext::condition(const monitrc::Test& test) const {
  const std::string_view text = statement(test);
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_piece(text, at);
    const std::string_view piece = text.substr(at, end - at);
    if (equal_without_case(piece, "then")) break;
    const bool is_left_out =
        is_blank(piece[0]) || piece[0] == '#' || equal_without_case(piece, "if");
    const bool is_apart = at > 0 && is_blank(text[at - 1]);
    if (!is_left_out) line += (is_apart && !line.empty() ? " " : "") + std::string(piece);
    at = end;
  }
  std::replace_if(line.begin(), line.end(), is_blank, ' ');
  return line;
}

std::string PredictionContext::line(const monitrc::Test& test) const {
  return std::to_string(sources_.position(test.span).line);
}

std::string PredictionContext::shipped() const {
  if (!update_.by_link.empty()) return update_.by_link + " then leads to " + update_.path;
  return update_.package.text() + " ships " + update_.path;
}

std::string PredictionContext::replacement() const {
  return update_.by_link.empty() ? update_.path + " is replaced" : shipped();
}

std::string PredictionContext::mode_now() const {
  return update_.now.exists ? octal(update_.now.mode) : "";
}

std::string PredictionContext::mode_after() const {
  return octal(update_.after.mode);
}

std::string PredictionContext::size_now() const {
  return update_.now.exists ? std::to_string(update_.now.size) : "";
}

std::string PredictionContext::size_after() const {
  return std::to_string(update_.after.size);
}

std::string octal(std::uint32_t mode) {
  std::string text;
  for (int shift = 9; shift >= 0; shift -= 3) {
    text += static_cast<char>('0' + ((mode >> static_cast<unsigned>(shift)) & 7U));
  }
  return text;
}

}  // namespace pkgmap::rules
