#include "cli/options.hpp"

#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>

#include <CLI/CLI.hpp>

namespace pkgmap::cli {
namespace {

constexpr int kUsage = static_cast<int>(ErrorCode::usage);

void add_global_options(CLI::App& app, Options& options, long& settle) {
  Settings& settings = options.settings;
  app.add_option("--monitrc", settings.monitrc, "The control file (default: the running monit's)")
      ->type_name("FILE");
  app.add_option("--root", settings.root, "Look at the system below DIR; other paths are inside it")
      ->type_name("DIR");
  app.add_option("--dbpath", settings.dbpath, "The package database (default: rpm's own)")
      ->type_name("DIR");
  app.add_option("--state-dir", settings.state_directory, "Where sessions are kept")
      ->type_name("DIR")
      ->capture_default_str();
  app.add_option("--settle", settle, "Seconds for processes to come back after a transaction")
      ->type_name("SECONDS")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
  app.add_flag("--json", options.json, "Print one JSON object (docs/formats.md)");
  const std::map<std::string, ColorMode> modes{
      {"auto", ColorMode::automatic}, {"always", ColorMode::always}, {"never", ColorMode::never}};
  app.add_option("--color", options.color, "Colour: auto, always or never")
      ->type_name("WHEN")
      ->transform(CLI::CheckedTransformer(modes));
  app.add_flag("-v,--verbose", options.verbose, "Say more on standard error");
}

void add_explain(CLI::App& app, Options& options) {
  CLI::App* explain = app.add_subcommand("explain", "What a transaction on packages would suspend");
  explain
      ->add_option("package", options.packages,
                   "Name, NEVRA, glob, provide or .rpm file; else a check, unit or alias")
      ->type_name("PACKAGE");
  explain->add_option("--check", options.check_names, "Also say why this check is kept")
      ->type_name("NAME");
}

void add_session_commands(CLI::App& app, Options& options) {
  CLI::App* suspend =
      app.add_subcommand("suspend", "Suspend the checks of a transaction's packages");
  suspend
      ->add_option("--transaction", options.transaction,
                   "The transaction as JSON; '-' reads standard input")
      ->type_name("FILE")
      ->required();
  CLI::App* resume = app.add_subcommand("resume", "Resume what was suspended");
  resume->add_option("--session", options.session, "Only this session")->type_name("ID");
  resume->add_flag("--hook", options.hook,
                   "A package manager waits: leave what takes longer to the guard");
  app.add_subcommand("status", "Sessions under way and what stays suspended");
  CLI::App* guard = app.add_subcommand("guard", "")->group("");
  guard->add_option("--session", options.session)->required();
  guard->add_option("--ready-fd", options.ready_fd)->required();
}

void add_verify(CLI::App& app, Options& options) {
  CLI::App* verify =
      app.add_subcommand("verify", "Checksummed files against their baselines and packages");
  const std::map<std::string, Against> kinds{
      {"either", Against::either}, {"baseline", Against::baseline}, {"package", Against::package}};
  verify->add_option("--against", options.against, "What counts: baseline, package or either")
      ->type_name("WHAT")
      ->transform(CLI::CheckedTransformer(kinds));
}

// Paths that were typed mean the caller's directory, unless they are inside another root.
std::string absolute(const std::string& path, bool inside_root) {
  if (path.empty() || path.front() == '/') return path;
  if (inside_root) return "/" + path;
  std::error_code ignored;
  return std::filesystem::absolute(path, ignored).lexically_normal().string();
}

void complete(Options& options, long settle) {
  Settings& settings = options.settings;
  settings.root = absolute(settings.root, false);
  while (settings.root.size() > 1 && settings.root.back() == '/') settings.root.pop_back();
  settings.monitrc = absolute(settings.monitrc, !settings.live());
  settings.dbpath = absolute(settings.dbpath, !settings.live());
  settings.state_directory = absolute(settings.state_directory, false);
  settings.policy.settle = std::chrono::seconds(settle);
  if (const char* home = std::getenv("HOME")) settings.home = home;
}

ParsedOptions usage_error(const std::string& message) {
  return {std::nullopt, "error: " + message + "\n  hint: monit-pkgmap --help\n", kUsage};
}

}  // namespace

ParsedOptions parse_options(int argc, const char* const* argv) {
  Options options;
  long settle = options.settings.policy.settle.count();
  CLI::App app{
      "Suspends the monit checks of the packages that a transaction touches,\n"
      "and resumes them afterwards.",
      "monit-pkgmap"};
  app.set_version_flag("--version", std::string("monit-pkgmap ") + PKGMAP_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  add_global_options(app, options, settle);
  app.add_subcommand("config", "The control files as understood");
  add_explain(app, options);
  add_session_commands(app, options);
  add_verify(app, options);
  app.footer(
      "Exit status: 0 done, 1 failed, 2 wrong usage, 3 control file, 4 monit,\n"
      "5 package database, 6 not resumed, 7 drift, 8 locked.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {
    std::ostringstream text;
    const int status = app.exit(done, text, text);
    return {std::nullopt, text.str(), status};
  } catch (const CLI::ParseError& problem) {
    return usage_error(problem.what());
  }
  options.command = app.get_subcommands().front()->get_name();
  if (options.command == "explain" && options.packages.empty() && options.check_names.empty()) {
    return usage_error("explain needs a PACKAGE or --check NAME");
  }
  complete(options, settle);
  return {std::move(options), {}, 0};
}

}  // namespace pkgmap::cli
