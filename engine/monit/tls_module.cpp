#include "engine/monit/tls_module.hpp"

#include <dlfcn.h>

#include <atomic>
#include <string>
#include <string_view>

#include "engine/system/process/libexec.hpp"

namespace pkgmap {
namespace {

const tls::Functions* load() {
  void* const module = ::dlopen(tls_module().c_str(), RTLD_NOW | RTLD_LOCAL);
  const void* const symbol = module ? ::dlsym(module, "pkgmap_tls") : nullptr;
  const auto* const functions = static_cast<const tls::Functions*>(symbol);
  return functions && std::string_view(functions->version) == PKGMAP_VERSION ? functions : nullptr;
}

}  // namespace

std::string tls_module() {
  return libexec_directory() + "/monit-pkgmap-tls.so";
}

const tls::Functions* tls_functions() {
  static std::atomic<const tls::Functions*> functions{&pkgmap_tls};
  if (!functions) functions = load();
  return functions;
}

}  // namespace pkgmap
