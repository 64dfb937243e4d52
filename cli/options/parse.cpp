#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>

#include "cli/options.hpp"
#include "cli/options/define.hpp"
#include "cli/options/help.hpp"
#include "cli/usage.hpp"
#include "engine/system/files/paths.hpp"
#include "engine/system/process/libexec.hpp"
#include "rules/policy/duration.hpp"

namespace pkgmap::cli {
namespace {

// A relative path starts in the working directory, or at `/` inside another root.
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

// A guard is found by this text in its command line, so one directory has one text. A link may
// stand before `..`.
std::string state_directory_of(const std::string& asked) {
  const std::string path = absolute(asked, false);
  const bool plain = !path.empty() && path.find("..") == std::string::npos;
  return plain ? lexically_normal(path) : path;
}

void complete(Raw& raw) {
  raw.options.json = raw.options.json || raw.options.reader != Reader::person_or_json;
  Settings& settings = raw.options.settings;
  settings.root = root_directory(settings.root);
  settings.image_file = absolute(settings.image_file, false);
  settings.bundle_file = absolute(settings.bundle_file, false);
  if (raw.options.bundle != "-") raw.options.bundle = absolute(raw.options.bundle, false);
  settings.monitrc = absolute(settings.monitrc, !settings.live());
  settings.dbpath = absolute(settings.dbpath, !settings.live());
  settings.state_directory = state_directory_of(settings.state_directory);
  settings.policy_file = absolute(settings.policy_file, false);
  raw.options.out = absolute(raw.options.out, false);
  if (raw.options.html != "-") raw.options.html = absolute(raw.options.html, false);
  for (std::string& path : raw.options.paths) path = absolute(path, false);
  if (!raw.settle.empty()) {
    settings.settle = std::chrono::seconds(std::stoi(raw.settle));
    settings.policy.settle = *settings.settle;
  }
  if (const auto lease = rules::parse_duration(raw.lease)) settings.lease = *lease;
  if (const char* home = std::getenv("HOME")) settings.home = home;
  settings.libexec = libexec_directory();
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

// Rewords CLI11's "--root: 1 required DIR missing", "--explain: At Most 2 required but received 3"
// (later versions: "At most") and "nagios was given a disallowed flag override".
std::string in_our_words(std::string message) {
  constexpr std::string_view kBegin = ": 1 required ";
  constexpr std::string_view kEnd = " missing";
  constexpr std::string_view kTooFew = ": At least 2 required but received";
  constexpr std::string_view kTooMany = "ost 2 required but received";
  constexpr std::string_view kOverridden = " was given a disallowed flag override";
  if (message.ends_with(kOverridden)) {
    return "--" + message.substr(0, message.size() - kOverridden.size()) + " takes no value";
  }
  if (const std::size_t colon = message.find(kTooFew); colon != std::string::npos) {
    return message.substr(0, colon) + " needs two values: CHECK and PACKAGE";
  }
  if (message.find(kTooMany) != std::string::npos) {
    return message.substr(0, message.find(':')) +
           " takes no more than two values: CHECK and PACKAGE";
  }
  const std::size_t at = message.find(kBegin);
  if (at == std::string::npos || !message.ends_with(kEnd)) return message;
  const std::size_t name = at + kBegin.size();
  const std::string value = message.substr(name, message.size() - kEnd.size() - name);
  const std::string option = message.substr(0, at);
  const std::size_t blank = value.find(' ');
  if (blank == std::string::npos) return option + " needs a value: " + value;
  return option + " needs two values: " + value.substr(0, blank) + " and " +
         value.substr(blank + 1);
}

// Whether the message is about an option of every command, which the help of the command omits.
bool is_about_global_option(const std::string& message, const CLI::App& app) {
  const std::string option = message.substr(0, message.find_first_of(": "));
  return option.starts_with("--") && app.get_option_no_throw(option) != nullptr;
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
  const std::string message = in_our_words(problem.what());
  return usage_error(message, {}, is_about_global_option(message, app) ? "" : name);
}

// Of arguments that may be wrong.
bool asks_for(const char* option, int argc, const char* const* argv) {
  for (int i = 1; i < argc && std::string_view(argv[i]) != "--"; ++i) {
    const std::string_view word = argv[i];
    if (word == option || word.starts_with(std::string(option) + "=")) return true;
  }
  return false;
}

void describe(CLI::App& app, Raw& raw) {
  app.set_version_flag("--version", std::string("monit-pkgmap ") + PKGMAP_VERSION,
                       "Print the version and exit");
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.formatter(std::make_shared<HelpFormatter>());
  app.require_subcommand(1);
  app.fallthrough();
  define_global(app, raw);
  define_queries(app, raw);
  define_sessions(app, raw);
  define_integrity(app, raw);
  app.footer(
      "Exit status: 0 done, 1 failed, 2 wrong usage, 3 control file or policy,\n"
      "4 monit, 5 package database, 6 not resumed, 7 drift, 8 locked, 9 bypassed.");
  for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    command->footer("'monit-pkgmap --help' shows the options of every command.");
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
  parsed.json = asks_for("--json", argc, argv);
  for (const Reader reader : {Reader::ndjson, Reader::nagios}) {
    if (asks_for(name_of_option(reader), argc, argv)) parsed.reader = reader;
  }
  try {
    app.parse(argc, argv);
    raw.options.command = app.get_subcommands().front()->get_name();
    raw.options.timed = !raw.lease.empty();
    raw.options.has_own_state = app.get_option("--state-dir")->count() > 0;
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
