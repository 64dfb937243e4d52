#include "engine/monit/tls_module.hpp"

#include <atomic>
#include <string>
#include <string_view>

#include "engine/system/process/module.hpp"

namespace pkgmap {
namespace {

constexpr const char* kModule = "monit-pkgmap-tls.so";

const tls::Functions* load() {
  std::string why;
  const auto* const functions =
      static_cast<const tls::Functions*>(symbol_of_module(kModule, "pkgmap_tls", why));
  return functions && std::string_view(functions->version) == PKGMAP_VERSION ? functions : nullptr;
}

}  // namespace

std::string tls_module() {
  return module_path(kModule);
}

const tls::Functions* tls_functions() {
  static std::atomic<const tls::Functions*> functions{&pkgmap_tls};
  if (!functions) functions = load();
  return functions;
}

}  // namespace pkgmap
