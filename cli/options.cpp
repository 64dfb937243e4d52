#include "cli/options.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/usage.hpp"

namespace pkgmap::cli {
namespace {

constexpr int kLongestSettle = 3600;
constexpr std::size_t kHelpColumn = 26;

/// A word that an option takes, and what it means.
template <class Value>
using Choice = std::pair<const char*, Value>;

constexpr std::array<Choice<ColorMode>, 3> kColors = {
    {{"auto", ColorMode::automatic}, {"always", ColorMode::always}, {"never", ColorMode::never}}};
constexpr std::array<Choice<Against>, 3> kAgainst = {
    {{"either", Against::either}, {"baseline", Against::baseline}, {"package", Against::package}}};

// What the options of CLI11 write into before the paths are completed.
struct Raw {
  Options options;
  std::string settle;
};

std::string not_empty(const std::string& value) {
  return value.empty() ? "its value is empty" : "";
}

std::string seconds(const std::string& value) {
  const bool digits =
      !value.empty() && value.size() <= 4 &&
      std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits && std::stoi(value) <= kLongestSettle) return "";
  return "'" + value + "' is no number of seconds from 0 to " + std::to_string(kLongestSettle);
}

template <class Value, std::size_t Size>
CLI::Option* add_choice(CLI::App& app, const char* name,
                        const std::array<Choice<Value>, Size>& choices, Value& target,
                        const char* description) {
  const auto take = [&choices, &target](const std::string& word) {
    for (const auto& [known, value] : choices) {
      if (word == known) target = value;
    }
  };
  const auto known = [&choices](const std::string& word) -> std::string {
    std::string all;
    for (const auto& choice : choices) {
      if (word == choice.first) return "";
      all += (all.empty() ? "" : ", ") + std::string(choice.first);
    }
    return "'" + word + "' is none of " + all;
  };
  return app.add_option_function<std::string>(name, take, description)->check(known)->take_last();
}

void add_path(CLI::App& app, const char* name, std::string& target, const char* kind,
              const char* description) {
  app.add_option(name, target, description)->type_name(kind)->check(not_empty)->take_last();
}

void add_global_options(CLI::App& app, Raw& raw) {
  Options& options = raw.options;
  Settings& settings = options.settings;
  add_path(app, "--monitrc", settings.monitrc, "FILE",
           "The control file (default: the running monit's)");
  add_path(app, "--root", settings.root, "DIR",
           "Look at the system below DIR; --monitrc and\n--dbpath are then inside it");
  add_path(app, "--dbpath", settings.dbpath, "DIR", "The package database (default: rpm's own)");
  add_path(app, "--state-dir", settings.state_directory, "DIR",
           "Where sessions are kept\n(default: /var/lib/monit-pkgmap)");
  app.add_option("--settle", raw.settle,
                 "How long processes may take to come back\nafter a transaction (default: 30)")
      ->type_name("SECONDS")
      ->check(seconds)
      ->take_last();
  app.add_flag("--json", options.json, "Print one JSON object")->take_last();
  add_choice(app, "--color", kColors, options.color, "auto, always or never (default: auto)")
      ->type_name("WHEN");
  app.add_flag("-v,--verbose", options.verbose, "Say more on standard error")->take_last();
}

void add_explain(CLI::App& app, Options& options) {
  CLI::App* explain = app.add_subcommand("explain", "What a transaction on packages would suspend");
  explain
      ->add_option("PACKAGE", options.packages,
                   "Name, NEVRA, glob, provide or .rpm file; else\na check, unit or alias")
      ->check(not_empty)
      ->type_name("");
  explain->add_option("--check", options.check_names, "Also say why this check is kept")
      ->check(not_empty)
      ->allow_extra_args(false)
      ->type_name("NAME")
      ->option_text("NAME");
}

void add_session_commands(CLI::App& app, Options& options) {
  CLI::App* suspend =
      app.add_subcommand("suspend", "Suspend the checks of a transaction's packages");
  add_path(*suspend, "--transaction", options.transaction, "FILE",
           "The transaction as JSON; '-' is standard input");
  CLI::App* resume = app.add_subcommand("resume", "Resume what was suspended");
  add_path(*resume, "--session", options.session, "ID", "Only this session");
  resume->add_flag("--hook", options.hook,
                   "A package manager waits: leave what takes\nlonger to the guard");
  app.add_subcommand("status", "Sessions under way and what stays suspended");
  CLI::App* guard = app.add_subcommand("guard", "")->group("");
  guard->add_option("--session", options.session)->required();
  guard->add_option("--ready-fd", options.ready_fd)->required();
}

void add_verify(CLI::App& app, Options& options) {
  CLI::App* verify =
      app.add_subcommand("verify", "Checksummed files against baselines and packages");
  add_choice(*verify, "--against", kAgainst, options.against,
             "baseline, package or either (default: either)")
      ->type_name("WHAT");
}

// Paths that were typed mean the caller's directory, unless they are inside another root.
std::string absolute(std::string path, bool inside_root) {
  while (path.starts_with("./")) path.erase(0, 2);
  if (path.empty() || path.front() == '/') return path;
  if (inside_root) return "/" + path;
  std::error_code unknown;
  const std::string here = std::filesystem::current_path(unknown).string();
  if (path == ".") return here;
  return here == "/" ? here + path : here + "/" + path;
}

std::string root_directory(const std::string& asked) {
  std::string root = absolute(asked, false);
  while (root.size() > 1 && root.back() == '/') root.pop_back();
  std::error_code missing;
  return std::filesystem::equivalent(root, "/", missing) ? "/" : root;
}

void complete(Raw& raw) {
  Settings& settings = raw.options.settings;
  settings.root = root_directory(settings.root);
  settings.monitrc = absolute(settings.monitrc, !settings.live());
  settings.dbpath = absolute(settings.dbpath, !settings.live());
  settings.state_directory = absolute(settings.state_directory, false);
  if (!raw.settle.empty()) settings.policy.settle = std::chrono::seconds(std::stoi(raw.settle));
  if (const char* home = std::getenv("HOME")) settings.home = home;
}

std::vector<std::string> names_of_options(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

Vocabulary vocabulary_of(const CLI::App& app, const CLI::App* command) {
  Vocabulary words{{}, names_of_options(app)};
  for (const CLI::App* known : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!known->get_group().empty()) words.commands.push_back(known->get_name());
  }
  if (command != nullptr) {
    const auto own = names_of_options(*command);
    words.options.insert(words.options.end(), own.begin(), own.end());
  }
  return words;
}

// "--root: 1 required DIR missing" is how CLI11 says it.
std::string in_our_words(std::string message) {
  constexpr std::string_view kBegin = ": 1 required ";
  constexpr std::string_view kEnd = " missing";
  const std::size_t at = message.find(kBegin);
  if (at == std::string::npos || !message.ends_with(kEnd)) return message;
  message.replace(at, kBegin.size(), " needs its ");
  message.resize(message.size() - kEnd.size());
  return message;
}

Error understand(const CLI::App& app, const CLI::ParseError& problem) {
  const auto commands = app.get_subcommands();
  const CLI::App* command = commands.empty() ? nullptr : commands.front();
  const std::string name = command ? command->get_name() : "";
  const Vocabulary words = vocabulary_of(app, command);
  const bool wrong_word = dynamic_cast<const CLI::ExtrasError*>(&problem) != nullptr ||
                          dynamic_cast<const CLI::RequiredError*>(&problem) != nullptr;
  const auto unknown = app.remaining(true);
  if (wrong_word && !unknown.empty()) return unknown_word(unknown.front(), name, words);
  if (wrong_word && !command) return no_command(words);
  return usage_error(in_our_words(problem.what()), {}, name);
}

std::optional<Error> what_is_missing(const Options& options) {
  if (options.command == "explain" && options.packages.empty() && options.check_names.empty()) {
    return usage_error("explain needs a PACKAGE or --check NAME", {}, "explain");
  }
  if (options.command == "suspend" && options.transaction.empty()) {
    return usage_error("suspend needs --transaction FILE", {}, "suspend");
  }
  return std::nullopt;
}

bool asks_for_json(int argc, const char* const* argv) {
  for (int i = 1; i < argc && std::string_view(argv[i]) != "--"; ++i) {
    if (std::string_view(argv[i]) == "--json") return true;
  }
  return false;
}

void describe(CLI::App& app, Raw& raw) {
  app.set_version_flag("--version", std::string("monit-pkgmap ") + PKGMAP_VERSION,
                       "Print the version and exit");
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.get_formatter()->column_width(kHelpColumn);
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  app.get_formatter()->label("Positionals", "Arguments");
  app.require_subcommand(1);
  app.fallthrough();
  add_global_options(app, raw);
  app.add_subcommand("config", "The control files as understood");
  add_explain(app, raw.options);
  add_session_commands(app, raw.options);
  add_verify(app, raw.options);
  app.footer(
      "Exit status: 0 done, 1 failed, 2 wrong usage, 3 control file, 4 monit,\n"
      "5 package database, 6 not resumed, 7 drift, 8 locked.");
  for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!command->get_group().empty()) command->group("Commands");
    command->footer("'monit-pkgmap --help' has the options that every command takes.");
  }
}

}  // namespace

ParsedOptions parse_options(int argc, const char* const* argv) {
  Raw raw;
  CLI::App app{
      "Suspends the monit checks of the packages that a transaction touches,\n"
      "and resumes them afterwards.",
      "monit-pkgmap"};
  describe(app, raw);
  ParsedOptions parsed;
  parsed.json = asks_for_json(argc, argv);
  try {
    app.parse(argc, argv);
    raw.options.command = app.get_subcommands().front()->get_name();
    parsed.error = what_is_missing(raw.options);
  } catch (const CLI::Success& done) {
    std::ostringstream text;
    app.exit(done, text, text);
    parsed.said = text.str();
    return parsed;
  } catch (const CLI::ParseError& problem) {
    parsed.error = understand(app, problem);
  }
  if (parsed.error) return parsed;
  complete(raw);
  parsed.options = std::move(raw.options);
  return parsed;
}

}  // namespace pkgmap::cli
