#include "engine/journal/read_text.hpp"

namespace pkgmap {

Result<std::string> read_text(const StateStore& store, const std::string& name) {
  auto text = store.read(name);
  return text ? text : store.read(name);
}

}  // namespace pkgmap
