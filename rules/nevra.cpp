#include "rules/nevra.hpp"

namespace pkgmap::rules {
namespace {

std::string epoch_of(const Nevra& nevra) {
  return nevra.epoch.empty() ? "0" : nevra.epoch;
}

}  // namespace

std::string Nevra::evr() const {
  const std::string prefix = epoch_of(*this) == "0" ? "" : epoch + ":";
  return prefix + version + "-" + release;
}

std::string Nevra::text() const {
  return name + "-" + evr() + (arch.empty() ? "" : "." + arch);
}

bool operator==(const Nevra& left, const Nevra& right) {
  return left.name == right.name && epoch_of(left) == epoch_of(right) &&
         left.version == right.version && left.release == right.release && left.arch == right.arch;
}

}  // namespace pkgmap::rules
