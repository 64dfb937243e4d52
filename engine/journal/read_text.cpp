#include "engine/journal/read_text.hpp"

namespace pkgmap {

Result<std::string> read_text(const StateStore& store, const std::string& name, std::size_t limit) {
  auto text = store.read(name, limit);
  return text ? text : store.read(name, limit);
}

}  // namespace pkgmap
