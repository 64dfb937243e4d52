#include "cli/plugins/rpm/text.hpp"

#include <stdlib.h>
#include <string.h>

namespace {

constexpr size_t kAtFirst = 1U << 16U;
constexpr char kDigits[] = "0123456789ABCDEF";

bool printable(char byte) {
  return byte >= ' ' && byte <= '~';
}

bool plain(char byte) {
  return printable(byte) && byte != '"' && byte != '\\' && byte != '%';
}

}  // namespace

Text::~Text() {
  free(bytes_);
}

bool Text::reserve(size_t more) {
  if (failed_) return false;
  if (room_ - size_ >= more) return true;
  size_t room = room_ == 0 ? kAtFirst : room_;
  while (room - size_ < more) room *= 2;
  void* bigger = realloc(bytes_, room);
  failed_ = bigger == nullptr;
  if (failed_) return false;
  bytes_ = static_cast<char*>(bigger);
  room_ = room;
  return true;
}

void Text::add(const char* bytes, size_t count) {
  if (!reserve(count)) return;
  memcpy(bytes_ + size_, bytes, count);
  size_ += count;
}

void Text::add(const char* text) {
  add(text, strlen(text));
}

void Text::add_number(unsigned long long number) {
  char digits[24];
  size_t first = sizeof digits;
  do {
    digits[--first] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  add(digits + first, sizeof digits - first);
}

void Text::add_quoted(const char* text) {
  add("\"", 1);
  for (const char* at = text ? text : ""; *at != '\0'; ++at) {
    const char byte = printable(*at) ? *at : '?';
    if (byte == '"' || byte == '\\') add("\\", 1);
    add(&byte, 1);
  }
  add("\"", 1);
}

void Text::add_encoded(const char* name) {
  add("\"", 1);
  for (const char* at = name ? name : ""; *at != '\0';) {
    size_t run = 0;
    while (at[run] != '\0' && plain(at[run])) ++run;
    add(at, run);
    at += run;
    if (*at == '\0') break;
    const unsigned byte = static_cast<unsigned char>(*at++);
    const char code[3] = {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    add(code, sizeof code);
  }
  add("\"", 1);
}

bool Text::terminate() {
  if (!reserve(1)) return false;
  bytes_[size_] = '\0';
  return true;
}
