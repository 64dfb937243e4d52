#include "engine/packages/rpm_module.hpp"

#include <signal.h>

#include <atomic>
#include <mutex>
#include <new>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

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

Result<const RpmFunctions*> loaded_functions() {
  static std::atomic<const RpmFunctions*> functions{&pkgmap_rpm};
  if (functions) return functions.load();
  auto loaded = load_rpm_module();
  if (loaded) functions = *loaded;
  return loaded;
}

void load() {
  try {
    if (const auto functions = loaded_functions()) (*functions)->prepare();
  } catch (const std::bad_alloc&) {
    return;  // Whoever needs the module has the same trouble, and reports it.
  }
}

/// The thread of begin_to_load_rpm().
class Loader {
 public:
  Loader() = default;
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;
  ~Loader() { wait(); }

  void begin() {
    const std::lock_guard lock(mutex_);
    if (std::exchange(begun_, true)) return;
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    try {
      thread_ = std::thread(load);
    } catch (const std::system_error&) {
      begun_ = false;  // Too many threads: rpm_functions() loads the module.
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }

  void wait() {
    const std::lock_guard lock(mutex_);
    if (thread_.joinable()) thread_.join();
  }

 private:
  std::mutex mutex_;
  std::thread thread_;
  bool begun_ = false;
};

Loader& loader() {
  static Loader only;
  return only;
}

}  // namespace

Result<const RpmFunctions*> rpm_functions() {
  loader().wait();
  return loaded_functions();
}

void begin_to_load_rpm() {
  loader().begin();
}

}  // namespace pkgmap
