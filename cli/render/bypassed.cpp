#include "cli/render/bypassed.hpp"

#include "cli/render/words.hpp"
#include "cli/switched_off.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

// So many packages are shown one by one.
constexpr std::size_t kMostPackages = 5;

std::string headline(const Bypassed& bypassed) {
  return counted(bypassed.packages.size(), "package") + " changed without a hook";
}

std::string why_no_hook(bool hooks_off) {
  return hooks_off ? std::string("; ") + kDisabledFile + " switches the hooks off" : std::string();
}

std::string when(const rules::PackageChange& change) {
  return change.when == 0 ? "after " + timestamp(change.since) : "at " + timestamp(change.when);
}

Json package_json(const rules::PackageChange& change) {
  return Json::object()
      .set("change", rules::name_of(change.kind))
      .set("before", Json::text_or_null(change.before))
      .set("after", Json::text_or_null(change.after))
      .set("when", change.when == 0 ? Json() : Json(timestamp(change.when)))
      .set("since", timestamp(change.since));
}

}  // namespace

std::string bypassed_text(const Bypassed& bypassed, bool hooks_off) {
  if (bypassed.none()) return {};
  std::string text = wrapped_text(headline(bypassed) + why_no_hook(hooks_off)) + "\n";
  const std::size_t all = bypassed.packages.size();
  for (std::size_t i = 0; i < all && i < kMostPackages; ++i) {
    const rules::PackageChange& change = bypassed.packages[i];
    const std::string line = printable(rules::summary_of({change})) + " " + when(change);
    text += "  " + wrapped_text(line, 2) + "\n";
  }
  if (all > kMostPackages) text += "  and " + std::to_string(all - kMostPackages) + " more\n";
  if (!bypassed.checks.empty()) {
    text += "  " +
            wrapped_text("their checks were not suspended: " + listed(bypassed.checks, 12), 2) +
            "\n";
  }
  return text;
}

std::string bypassed_clause(const Bypassed& bypassed, bool hooks_off) {
  if (bypassed.none()) return {};
  std::string text = headline(bypassed) + " (" + printable(rules::summary_of(bypassed.packages));
  if (!bypassed.checks.empty()) {
    text += (bypassed.checks.size() == 1 ? "; check " : "; checks ") + listed(bypassed.checks, 4);
  }
  return text + ")" + why_no_hook(hooks_off) + "; see 'monit-pkgmap status'";
}

Json bypassed_json(const Bypassed& bypassed) {
  Json packages = Json::array();
  for (const rules::PackageChange& change : bypassed.packages) packages.push(package_json(change));
  return Json::object()
      .set("packages", std::move(packages))
      .set("checks", Json::array_of(bypassed.checks));
}

}  // namespace pkgmap::cli
