#include "cli/options/define.hpp"
#include "cli/usage.hpp"

namespace pkgmap::cli {

std::optional<Error> what_is_missing(const Options& options) {
  if (options.command == "explain" && options.packages.empty() && options.check_names.empty()) {
    return usage_error("explain needs a PACKAGE or --check NAME", {}, "explain");
  }
  if (options.command == "suspend" && options.transaction.empty()) {
    return usage_error("suspend needs --transaction FILE", {}, "suspend");
  }
  return std::nullopt;
}

}  // namespace pkgmap::cli
