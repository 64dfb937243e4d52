#include "engine/system/process/module.hpp"

#include <dlfcn.h>

#include "engine/system/process/libexec.hpp"

namespace pkgmap {

std::string module_path(const std::string& name) {
  return libexec_directory() + "/" + name;
}

const void* symbol_of_module(const std::string& name, const char* symbol, std::string& why) {
  const std::string path = module_path(name);
  void* const module = ::dlopen(path.c_str(), RTLD_LAZY | RTLD_LOCAL);
  const void* const found = module ? ::dlsym(module, symbol) : nullptr;
  if (found) return found;
  const char* const reason = ::dlerror();
  why = reason ? reason : "it has no symbol " + std::string(symbol);
  if (why.starts_with(path + ": ")) why.erase(0, path.size() + 2);
  return nullptr;
}

}  // namespace pkgmap
