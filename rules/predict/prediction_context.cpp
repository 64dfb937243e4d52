#include "rules/predict/prediction_context.hpp"

#include <algorithm>
#include <utility>

namespace pkgmap::rules {

void PredictionContext::add(const monitrc::Test& test, Outcome outcome, std::string expect,
                            std::string now, std::string incoming, std::string ground,
                            std::string hint) {
  predictions_.push_back({test.kind, test.trigger, outcome, std::move(expect), std::move(now),
                          std::move(incoming), std::move(ground), std::move(hint), test.action,
                          test.times, test.span});
}

std::string PredictionContext::condition(const monitrc::Test& test) const {
  std::string text(statement(test));
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c <= ' ' && c >= 0; }, ' ');
  if (text.starts_with("if ")) text.erase(0, 3);
  return text.substr(0, text.find(" then"));
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
