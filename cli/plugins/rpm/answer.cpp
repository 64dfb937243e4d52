#include "cli/plugins/rpm/answer.hpp"

#include <string.h>

namespace {

constexpr size_t kLongestMessage = 512;

const char* blank(const char* at) {
  return at + strspn(at, " \t\r\n");
}

// Behind the string that begins at `at`; null when it does not end.
const char* behind_string(const char* at) {
  for (++at; *at != '"'; ++at) {
    if (*at == '\\') ++at;
    if (*at == '\0') return nullptr;
  }
  return at + 1;
}

// Behind the value that begins at `at`: up to what separates it from the next one.
const char* behind_value(const char* at) {
  int depth = 0;
  for (;;) {
    if (*at == '"') {
      at = behind_string(at);
      if (!at) return nullptr;
    } else if (*at == '{' || *at == '[') {
      ++depth;
      ++at;
    } else if (*at == '}' || *at == ']' || *at == ',') {
      if (depth == 0) return at;
      if (*at != ',') --depth;
      ++at;
    } else if (*at == '\0') {
      return nullptr;
    } else {
      ++at;
    }
  }
}

// The value of a member of the object that begins at `object`; null: there is none.
const char* member(const char* object, const char* name) {
  const char* at = blank(object);
  if (*at != '{') return nullptr;
  const size_t length = strlen(name);
  while (*at == '{' || *at == ',') {
    const char* key = blank(at + 1);
    if (*key != '"') return nullptr;
    const char* end = behind_string(key);
    if (!end) return nullptr;
    const char* value = blank(end);
    if (*value != ':') return nullptr;
    value = blank(value + 1);
    const bool found =
        static_cast<size_t>(end - key) == length + 2 && memcmp(key + 1, name, length) == 0;
    at = behind_value(value);
    if (!at || found) return at ? value : nullptr;
  }
  return nullptr;
}

// Escapes of control characters become blanks, of other characters a question mark.
char unescaped(const char*& at) {
  switch (*at) {
    case 'u':
      for (int digit = 0; digit < 4 && at[1] != '\0'; ++digit) ++at;
      return '?';
    case 'n':
    case 't':
    case 'r':
    case 'b':
    case 'f':
      return ' ';
    default:
      return *at;
  }
}

bool copy_string(const char* at, char* value, size_t room) {
  if (!at || *at != '"') return false;
  size_t size = 0;
  for (++at; *at != '"'; ++at) {
    if (*at == '\0' || size + 1 >= room) return false;
    if (*at == '\\') {
      ++at;
      value[size++] = unescaped(at);
    } else {
      value[size++] = *at;
    }
  }
  value[size] = '\0';
  return true;
}

}  // namespace

bool Answer::text(const char* name, char* value, size_t room) const {
  return copy_string(member(text_, name), value, room);
}

bool Answer::is_true(const char* name) const {
  const char* value = member(text_, name);
  return value && strncmp(value, "true", 4) == 0;
}

void Answer::each_message(Tell tell, void* with) const {
  const char* at = member(text_, "messages");
  if (!at || *at != '[') return;
  at = blank(at + 1);
  while (*at == '{') {
    char level[16] = "";
    char message[kLongestMessage];
    copy_string(member(at, "level"), level, sizeof level);
    if (copy_string(member(at, "text"), message, sizeof message)) tell(level, message, with);
    at = behind_value(at);
    if (!at || *at != ',') return;
    at = blank(at + 1);
  }
}
