#include "cli/options/define.hpp"
#include "cli/usage.hpp"

namespace pkgmap::cli {
namespace {

std::optional<Error> missing_for_explain(const Options& options) {
  const int ways = (options.packages.empty() ? 0 : 1) + (options.transaction.empty() ? 0 : 1) +
                   (options.upgrades ? 1 : 0);
  if (ways > 1) {
    return usage_error("explain takes one of PACKAGE, --transaction and --upgrades", {}, "explain");
  }
  if (ways == 0 && options.check_names.empty()) {
    return usage_error("explain needs a PACKAGE or --check NAME",
                       "--transaction FILE and --upgrades explain a whole transaction", "explain");
  }
  return std::nullopt;
}

}  // namespace

std::optional<Error> what_is_missing(const Options& options) {
  if (options.command == "explain") return missing_for_explain(options);
  if (options.command == "suspend" && options.transaction.empty()) {
    return usage_error("suspend needs --transaction FILE", {}, "suspend");
  }
  return std::nullopt;
}

}  // namespace pkgmap::cli
