#include "parsers/yaml/value.hpp"

namespace pkgmap::yaml {

const Value* Value::find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "an empty value";
    case Kind::scalar:
      return "a word";
    case Kind::sequence:
      return "a list";
    case Kind::mapping:
      return "a mapping";
  }
  return "an empty value";
}

}  // namespace pkgmap::yaml
