#include "cli/options/define.hpp"
#include "cli/usage.hpp"

namespace pkgmap::cli {
namespace {

// The forms of the answer exclude each other.
std::optional<Error> two_forms(const Options& options) {
  std::vector<std::string> forms;
  if (options.reader != Reader::person_or_json) forms.emplace_back(name_of_option(options.reader));
  if (options.dot) forms.emplace_back("--dot");
  if (!options.html.empty()) forms.emplace_back("--html");
  if (options.watch) forms.emplace_back("--watch");
  if (options.json) forms.emplace_back("--json");
  if (forms.size() < 2) return std::nullopt;
  return usage_error(options.command + " takes " + forms[0] + " or " + forms[1] + ", not both", {},
                     options.command);
}

std::optional<Error> two_places(const Settings& settings) {
  std::vector<std::string> places;
  if (settings.root != "/") places.emplace_back("--root");
  if (!settings.image_file.empty()) places.emplace_back("--image");
  if (!settings.bundle_file.empty()) places.emplace_back("--bundle");
  if (places.size() < 2) return std::nullopt;
  return usage_error(places[0] + " and " + places[1] + " each name a system: one of them");
}

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
  if (options.out == "-") {
    return usage_error("--out needs the name of a file", "explain --json prints the plan",
                       "explain");
  }
  return std::nullopt;
}

std::optional<Error> what_suspend_needs(const Options& options) {
  if (options.packages.empty() == options.transaction.empty()) {
    return usage_error("suspend needs --transaction FILE, or PACKAGE and --for TIME", {},
                       "suspend");
  }
  if (options.transaction.empty() != options.timed) {
    return usage_error(options.timed
                           ? "a transaction has its own end, so --for can only be used with PACKAGE"
                           : "without a transaction the time to resume is unknown: add --for TIME",
                       {}, "suspend");
  }
  return std::nullopt;
}

std::optional<Error> what_resume_needs(const Options& options) {
  if (options.session.empty() || options.manager_pid == 0) return std::nullopt;
  return usage_error("resume takes --session or --pid, not both", {}, "resume");
}

std::optional<Error> what_run_needs(const Options& options) {
  if (options.words.empty()) return usage_error("run needs a command after '--'", {}, "run");
  if (options.packages.empty() == options.transaction.empty()) {
    return usage_error("run needs --packages NAMES or --transaction FILE", {}, "run");
  }
  return std::nullopt;
}

std::optional<Error> what_accept_needs(const Options& options) {
  if (!options.paths.empty()) return std::nullopt;
  return usage_error("accept needs a PATH", "'monit-pkgmap verify' lists what has changed",
                     "accept");
}

}  // namespace

std::optional<Error> what_is_missing(const Options& options) {
  if (auto both = two_forms(options)) return both;
  if (options.reader == Reader::prometheus && !options.merge.empty()) {
    return usage_error("audit takes --merge or --prometheus, not both", {}, "audit");
  }
  if (!options.merge.empty() && !options.settings.live()) {
    const std::string place = options.settings.place_option();
    return usage_error("audit takes --merge or " + place + ", not both", {}, "audit");
  }
  if (auto two = two_places(options.settings)) return two;
  if (options.command == "bundle" && options.bundle.empty()) {
    return usage_error("bundle needs the name of a FILE", "'-' is standard output", "bundle");
  }
  if (options.reader == Reader::prometheus && !options.session.empty()) {
    return usage_error("history takes --prometheus or an ID, not both", {}, "history");
  }
  if (options.reader == Reader::prometheus && !options.plan.empty()) {
    return usage_error("history takes --prometheus or --against, not both", {}, "history");
  }
  if (options.command == "explain") return missing_for_explain(options);
  if (options.command == "suspend") return what_suspend_needs(options);
  if (options.command == "resume") return what_resume_needs(options);
  if (options.command == "run") return what_run_needs(options);
  if (options.command == "accept") return what_accept_needs(options);
  return std::nullopt;
}

}  // namespace pkgmap::cli
