#include "engine/journal/own_texts.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "engine/journal/journal.hpp"

namespace pkgmap {
namespace {

constexpr std::array<std::string_view, 12> kSingle = {
    "announced.jsonl", "announced.jsonl.1", "contents",          "drift",
    "history.jsonl",   "history.jsonl.1",   "last-reading.json", "lock",
    "packages",        "packages.lock",     "reload.lock",       "requests"};
constexpr std::array<std::string_view, 5> kOfASession = {".ended", ".guard", ".over", ".proof",
                                                         ".session"};
constexpr std::string_view kOfAProcess = ".beat";

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](unsigned char byte) { return std::isdigit(byte) != 0; });
}

}  // namespace

bool is_own_text(const std::string& name) {
  if (std::find(kSingle.begin(), kSingle.end(), name) != kSingle.end()) return true;
  const std::size_t dot = std::min(name.find('.'), name.size());
  const std::string before = name.substr(0, dot);
  const std::string suffix = name.substr(dot);
  if (suffix == kOfAProcess) return is_number(before);
  return is_session_id(before) &&
         std::find(kOfASession.begin(), kOfASession.end(), suffix) != kOfASession.end();
}

}  // namespace pkgmap
