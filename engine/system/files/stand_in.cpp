#include "engine/system/files/stand_in.hpp"

#include <map>

namespace pkgmap {
namespace {

std::map<std::string, StandIn*>& stand_ins() {
  static std::map<std::string, StandIn*> all;
  return all;
}

}  // namespace

void set_stand_in(const std::string& root, StandIn* stand_in) {
  if (stand_in) {
    stand_ins()[root] = stand_in;
  } else {
    stand_ins().erase(root);
  }
}

StandIn* stand_in_of(const std::string& root) {
  const auto& all = stand_ins();
  if (all.empty()) return nullptr;
  const auto found = all.find(root);
  return found == all.end() ? nullptr : found->second;
}

}  // namespace pkgmap
