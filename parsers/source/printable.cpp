#include "parsers/source/printable.hpp"

#include <algorithm>
#include <array>

namespace pkgmap {
namespace {

struct Characters {
  char32_t first;
  char32_t last;
};

// Blocks of Unicode that have the East Asian Width W or F.
constexpr std::array<Characters, 11> kWide = {{{0x1100, 0x115F},
                                               {0x2E80, 0x303E},
                                               {0x3041, 0xA4CF},
                                               {0xA960, 0xA97F},
                                               {0xAC00, 0xD7A3},
                                               {0xF900, 0xFAFF},
                                               {0xFE30, 0xFE6F},
                                               {0xFF00, 0xFF60},
                                               {0xFFE0, 0xFFE6},
                                               {0x1F300, 0x1FAFF},
                                               {0x20000, 0x3FFFD}}};
constexpr std::array<Characters, 7> kWithoutWidth = {{{0x0300, 0x036F},
                                                      {0x200B, 0x200F},
                                                      {0x202A, 0x202E},
                                                      {0x2060, 0x2064},
                                                      {0x20D0, 0x20F0},
                                                      {0xFE00, 0xFE0F},
                                                      {0xFEFF, 0xFEFF}}};

template <std::size_t Size>
bool is_one_of(const std::array<Characters, Size>& blocks, char32_t character) {
  return std::any_of(blocks.begin(), blocks.end(), [=](const Characters& block) {
    return block.first <= character && character <= block.last;
  });
}

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

char32_t character_at(std::string_view text, std::size_t at, std::size_t length) {
  if (length == 1) return byte_at(text, at);
  char32_t character = byte_at(text, at) & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    character = (character << 6U) | (byte_at(text, at + i) & 0x3FU);
  }
  return character;
}

// Separators of lines and paragraphs, and what turns the direction of the text behind it: a
// terminal could show the rest of our line in another order.
constexpr std::array<Characters, 4> kObeyed = {
    {{0x061C, 0x061C}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}}};

bool obeyed(char32_t character) {
  return character < 0x20 || (character >= 0x7F && character <= 0x9F) ||
         (character >= kObeyed.front().first && is_one_of(kObeyed, character));
}

std::string without_control(std::string_view text, std::string_view allowed) {
  std::string answer;
  answer.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const bool shown =
        printable_length(text, at) > 0 || allowed.find(text[at]) != std::string_view::npos;
    const std::size_t length = std::max<std::size_t>(utf8_length(text, at), 1);
    answer += shown ? text.substr(at, length) : std::string_view("?");
    at += length;
  }
  return answer;
}

}  // namespace

std::size_t utf8_length(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(text, at + i) & 0xC0U) != 0x80U) return 0;
  }
  const unsigned second = byte_at(text, at + 1);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool surrogate = lead == 0xED && second > 0x9F;
  const bool too_large = lead == 0xF4 && second > 0x8F;
  return overlong || surrogate || too_large ? 0 : length;
}

std::size_t printable_length(std::string_view text, std::size_t at) {
  const std::size_t length = utf8_length(text, at);
  return length == 0 || obeyed(character_at(text, at, length)) ? 0 : length;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const bool is_ascii = static_cast<unsigned char>(text[at]) < 0x80;
    const std::size_t length = is_ascii ? 1 : utf8_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string printable(std::string_view text) {
  return without_control(text, {});
}

std::string printable_lines(std::string_view text) {
  return without_control(text, "\n\t");
}

std::size_t columns(std::string_view text) {
  std::size_t answer = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    const char32_t character = length == 0 ? U'?' : character_at(text, at, length);
    answer += is_one_of(kWithoutWidth, character) ? 0 : is_one_of(kWide, character) ? 2 : 1;
    at += std::max<std::size_t>(length, 1);
  }
  return answer;
}

}  // namespace pkgmap
