#include "parsers/monitrc/words/service_types.hpp"

#include <array>

#include "parsers/monitrc/words/characters.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr std::array<std::string_view, 10> kTypeWords = {
    "process", "file",    "filesystem", "directory", "fifo",
    "host",    "network", "program",    "system",    "device",
};
constexpr std::array<CheckType, kTypeWords.size()> kTypes = {
    CheckType::process, CheckType::file,       CheckType::filesystem, CheckType::directory,
    CheckType::fifo,    CheckType::host,       CheckType::network,    CheckType::program,
    CheckType::system,  CheckType::filesystem,
};

}  // namespace

std::optional<CheckType> check_type_of(std::string_view word) {
  for (std::size_t i = 0; i < kTypeWords.size(); ++i) {
    if (equal_without_case(word, kTypeWords[i])) return kTypes[i];
  }
  return std::nullopt;
}

std::optional<CheckType> check_type_before(std::string_view word, std::size_t* length) {
  std::optional<CheckType> best;
  std::size_t best_length = 0;
  for (std::size_t i = 0; i < kTypeWords.size(); ++i) {
    const std::size_t size = kTypeWords[i].size();
    if (kTypes[i] == CheckType::process || word.size() <= size || size <= best_length) continue;
    if (!equal_without_case(word.substr(0, size), kTypeWords[i])) continue;
    best = kTypes[i];
    best_length = size;
  }
  if (length != nullptr) *length = best_length;
  return best;
}

std::span<const std::string_view> check_type_words() {
  return kTypeWords;
}

}  // namespace pkgmap::monitrc
