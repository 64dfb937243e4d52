#include "rules/nevra.hpp"

#include <utility>

namespace pkgmap::rules {
namespace {

std::string epoch_of(const Nevra& nevra) {
  return nevra.epoch.empty() ? "0" : nevra.epoch;
}

std::string text_of_dpkg(const Nevra& nevra) {
  const std::string evr = nevra.evr();
  return nevra.name + (nevra.arch.empty() ? "" : ":" + nevra.arch) + (evr.empty() ? "" : "=" + evr);
}

}  // namespace

const char* name_of(PackageSystem system) {
  return system == PackageSystem::dpkg ? "dpkg" : "rpm";
}

std::optional<PackageSystem> package_system_called(std::string_view name) {
  for (const PackageSystem system : {PackageSystem::rpm, PackageSystem::dpkg}) {
    if (name == name_of(system)) return system;
  }
  return std::nullopt;
}

std::string Nevra::evr() const {
  const std::string prefix = epoch_of(*this) == "0" ? "" : epoch + ":";
  const bool native = system == PackageSystem::dpkg && release.empty();
  return prefix + version + (native ? "" : "-" + release);
}

std::string Nevra::text() const {
  if (system == PackageSystem::dpkg) return text_of_dpkg(*this);
  return name + "-" + evr() + (arch.empty() ? "" : "." + arch);
}

// No version of rpm has a "=".
PackageSystem system_in(std::string_view text) {
  return text.find('=') == std::string_view::npos ? PackageSystem::rpm : PackageSystem::dpkg;
}

std::string_view name_in(std::string_view text) {
  if (system_in(text) == PackageSystem::dpkg) return text.substr(0, text.find_first_of(":="));
  const std::size_t release = text.rfind('-');
  if (release == std::string_view::npos || release == 0) return text;
  const std::size_t version = text.rfind('-', release - 1);
  return version == std::string_view::npos ? text : text.substr(0, version);
}

bool operator==(const Nevra& left, const Nevra& right) {
  return left.name == right.name && epoch_of(left) == epoch_of(right) &&
         left.version == right.version && left.release == right.release && left.arch == right.arch;
}

Nevra debian_package(std::string name, std::string_view version, std::string arch) {
  Nevra nevra;
  nevra.system = PackageSystem::dpkg;
  nevra.name = std::move(name);
  nevra.arch = std::move(arch);
  if (const std::size_t colon = version.find(':'); colon != std::string_view::npos) {
    nevra.epoch = version.substr(0, colon);
    version.remove_prefix(colon + 1);
  }
  const std::size_t hyphen = version.rfind('-');
  nevra.version = version.substr(0, hyphen);
  if (hyphen != std::string_view::npos) nevra.release = version.substr(hyphen + 1);
  return nevra;
}

}  // namespace pkgmap::rules
