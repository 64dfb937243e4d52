#include "cli/plugins/rpm/answer.hpp"

#include <string.h>

#include "cli/plugins/rpm/line.hpp"

namespace {

constexpr char kName[] = "monit-pkgmap: ";

const char* blank(const char* at) {
  return at + strspn(at, " \t\r\n");
}

// Returns the end of the string that begins at `at`; null if the string does not end.
const char* behind_string(const char* at) {
  for (++at; *at != '"'; ++at) {
    if (*at == '\\') ++at;
    if (*at == '\0') return nullptr;
  }
  return at + 1;
}

// Returns the end of the value that begins at `at`, which is the separator before the next value;
// null if the value does not end.
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

// Returns the value of a member of the object that begins at `object`; null if it has no such
// member.
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

// Returns a blank for the escape of a control character, a question mark for that of another one.
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

// Makes a line of the string that begins at `at`, without the name that rpm's line has anyway.
// Returns false if there is no string, or an empty one.
bool read_line(const char* at, Line& line) {
  if (!at || *at != '"' || !behind_string(at)) return false;
  ++at;
  if (strncmp(at, kName, sizeof kName - 1) == 0) at += sizeof kName - 1;
  for (; *at != '"'; ++at) {
    if (*at == '\\') {
      at = line.add_escaped(at + 1);
    } else if (static_cast<unsigned char>(*at) < 0x80) {
      line.add(static_cast<unsigned char>(*at));
    } else {
      line.add_byte(*at);
    }
  }
  return *line.text() != '\0';
}

struct Search {
  const char* begin;
  bool found;
};

void note_beginning(const char*, const char* message, void* search) {
  auto* const wanted = static_cast<Search*>(search);
  if (strncmp(message, wanted->begin, strlen(wanted->begin)) == 0) wanted->found = true;
}

void each_of(const char* at, Answer::Tell tell, void* with) {
  if (!at || *at != '[') return;
  at = blank(at + 1);
  while (*at == '{') {
    char level[16] = "";
    copy_string(member(at, "level"), level, sizeof level);
    Line line;
    if (read_line(member(at, "text"), line)) tell(level, line.text(), with);
    at = behind_value(at);
    if (!at || *at != ',') return;
    at = blank(at + 1);
  }
}

}  // namespace

bool Answer::text(const char* name, char* value, size_t room) const {
  return copy_string(member(text_, name), value, room);
}

bool Answer::is_true(const char* name) const {
  const char* value = member(text_, name);
  return value && strncmp(value, "true", 4) == 0;
}

bool Answer::is_object() const {
  const char* at = blank(text_);
  if (*at != '{') return false;
  int depth = 0;
  do {
    if (*at == '\0') return false;
    if (*at == '"') {
      at = behind_string(at);
      if (!at) return false;
      continue;
    }
    if (*at == '{' || *at == '[') ++depth;
    if (*at == '}' || *at == ']') --depth;
    ++at;
  } while (depth > 0);
  return true;
}

void Answer::each_message(Tell tell, void* with) const {
  const char* const messages = member(text_, "messages");
  const char* const error = member(text_, "error");
  Line line;
  if (error && read_line(member(error, "message"), line)) {
    Search search = {line.text(), false};
    each_of(messages, note_beginning, &search);
    if (!search.found) tell("error", line.text(), with);
  }
  each_of(messages, tell, with);
}
