#include "parsers/yaml/value.hpp"

#include <array>

#include "parsers/source/names.hpp"

namespace pkgmap::yaml {
namespace {

constexpr std::array<Named<Kind>, 4> kKindNames = {{
    {Kind::null, "an empty value"},
    {Kind::scalar, "a word"},
    {Kind::sequence, "a list"},
    {Kind::mapping, "a mapping"},
}};

}  // namespace

const Value* Value::find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

const char* name_of(Kind kind) {
  return name_in(kKindNames, kind);
}

}  // namespace pkgmap::yaml
