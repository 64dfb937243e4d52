#include "cli/modules.hpp"

#include "engine/monit/tls_module.hpp"
#include "engine/packages/rpm_module.hpp"

namespace pkgmap::cli {

void load_modules() {
  static_cast<void>(tls_functions());
  static_cast<void>(rpm_functions());
}

}  // namespace pkgmap::cli
