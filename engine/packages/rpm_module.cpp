#include "engine/packages/rpm_module.hpp"

#include <atomic>
#include <string_view>

#include "engine/system/process/module.hpp"

namespace pkgmap {
namespace {

constexpr const char* kRpmModule = "monit-pkgmap-rpm.so";

Result<const RpmFunctions*> load_rpm_module() {
  std::string why;
  const auto* const functions =
      static_cast<const RpmFunctions*>(symbol_of_module(kRpmModule, "pkgmap_rpm", why));
  if (functions && std::string_view(functions->version) != PKGMAP_VERSION) {
    why = "it is that of monit-pkgmap " + std::string(functions->version);
  }
  if (why.empty()) return functions;
  return Error{ErrorCode::package_database, module_path(kRpmModule) + " cannot be loaded: " + why,
               "install monit-pkgmap anew"};
}

}  // namespace

Result<const RpmFunctions*> rpm_functions() {
  static std::atomic<const RpmFunctions*> functions{&pkgmap_rpm};
  if (functions) return functions.load();
  auto loaded = load_rpm_module();
  if (loaded) functions = *loaded;
  return loaded;
}

}  // namespace pkgmap
