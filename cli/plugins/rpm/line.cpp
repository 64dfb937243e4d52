#include "cli/plugins/rpm/line.hpp"

#include <string.h>

namespace {

constexpr char kDots[] = "...";
constexpr size_t kDotsLength = sizeof kDots - 1;

int hexadecimal(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  const char lower = static_cast<char>(digit | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Reads the four digits of \uXXXX. Returns 0, which no line has, if they are not digits.
unsigned code_unit(const char* digits) {
  unsigned value = 0;
  for (int i = 0; i < 4; ++i) {
    const int digit = hexadecimal(digits[i]);
    if (digit < 0) return 0;
    value = value << 4U | static_cast<unsigned>(digit);
  }
  return value;
}

bool is_high(unsigned unit) {
  return unit >= 0xd800 && unit < 0xdc00;
}

bool is_low(unsigned unit) {
  return unit >= 0xdc00 && unit < 0xe000;
}

// Writes the character in UTF-8. Returns the number of bytes.
size_t encode(unsigned code, char* bytes) {
  if (code < 0x80) {
    bytes[0] = static_cast<char>(code);
    return 1;
  }
  const size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (size_t i = length - 1; i > 0; --i, code >>= 6U) {
    bytes[i] = static_cast<char>(0x80U | (code & 0x3fU));
  }
  bytes[0] = static_cast<char>(((0xf00U >> length) & 0xffU) | code);
  return length;
}

}  // namespace

void Line::put(const char* bytes, size_t count) {
  too_long_ = too_long_ || size_ + count > kLongest;
  if (too_long_) return;
  memcpy(bytes_ + size_, bytes, count);
  const bool begins = (static_cast<unsigned char>(*bytes) & 0xc0U) != 0x80U;
  if (begins && size_ + kDotsLength <= kLongest) cut_at_ = size_;
  size_ += count;
}

void Line::add(unsigned code) {
  if (code <= ' ' || (code >= 0x7f && code < 0xa0)) {
    gap_ = size_ > 0;
    return;
  }
  if (gap_) put(" ", 1);
  gap_ = false;
  char bytes[4];
  put(bytes, encode(code, bytes));
}

void Line::add_byte(char byte) {
  if (gap_) put(" ", 1);
  gap_ = false;
  put(&byte, 1);
}

const char* Line::add_escaped(const char* at) {
  if (*at != 'u') {
    const bool control = strchr("ntrbf", *at) != nullptr;
    add(control ? ' ' : static_cast<unsigned char>(*at));
    return at;
  }
  const unsigned unit = code_unit(at + 1);
  if (unit == 0) return at;
  at += 4;
  const unsigned next = is_high(unit) && at[1] == '\\' && at[2] == 'u' ? code_unit(at + 3) : 0;
  if (is_low(next)) {
    add(0x10000 + ((unit - 0xd800) << 10U) + (next - 0xdc00));
    return at + 6;
  }
  // Half of a pair is no character.
  add(is_high(unit) || is_low(unit) ? '?' : unit);
  return at;
}

const char* Line::text() {
  if (too_long_) {
    memcpy(bytes_ + cut_at_, kDots, sizeof kDots);
  } else {
    bytes_[size_] = '\0';
  }
  return bytes_;
}
