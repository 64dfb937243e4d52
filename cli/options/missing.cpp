#include "cli/options/define.hpp"
#include "cli/usage.hpp"

namespace pkgmap::cli {

namespace {

std::optional<Error> of_explain(const Options& options) {
  const bool transaction = !options.transaction.empty();
  if (options.packages.empty() && options.check_names.empty() && !transaction) {
    return usage_error("explain needs a PACKAGE or --check NAME", {}, "explain");
  }
  if (transaction && !options.packages.empty()) {
    return usage_error("explain takes a PACKAGE or --transaction, not both", {}, "explain");
  }
  if (options.dot && options.json) {
    return usage_error("explain takes --dot or --json, not both", {}, "explain");
  }
  return std::nullopt;
}

}  // namespace

std::optional<Error> what_is_missing(const Options& options) {
  if (options.command == "explain") return of_explain(options);
  if (options.command == "suspend" && options.transaction.empty()) {
    return usage_error("suspend needs --transaction FILE", {}, "suspend");
  }
  return std::nullopt;
}

}  // namespace pkgmap::cli
