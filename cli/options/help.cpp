#include "cli/options/help.hpp"

namespace pkgmap::cli {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kColumn = 26;  // Where descriptions begin.

// "  --root DIR              Use the system below DIR"; a term that is too long has its own line.
std::string row(const std::string& term, const std::string& description) {
  std::string line = std::string(kIndent, ' ') + term;
  const bool fits = line.size() + kIndent <= kColumn;
  line += fits ? std::string(kColumn - line.size(), ' ') : "\n" + std::string(kColumn, ' ');
  for (const char c : description) {
    line += c;
    if (c == '\n') line += std::string(kColumn, ' ');
  }
  return line + "\n";
}

// "-c,--monitrc FILE"
std::string term_of(const CLI::Option& option) {
  std::string term;
  const auto add = [&term](const char* dashes, const std::vector<std::string>& names) {
    for (const std::string& name : names) term += (term.empty() ? "" : ",") + (dashes + name);
  };
  add("-", option.get_snames());
  add("--", option.get_lnames());
  const std::string value = option.get_type_name();
  return value.empty() || option.get_items_expected_max() == 0 ? term : term + " " + value;
}

// "PACKAGE...", if the command takes several.
std::string argument_of(const CLI::Option& argument) {
  return argument.get_name(true) + (argument.get_items_expected_max() > 1 ? "..." : "");
}

std::string section(const std::string& title, const std::string& rows) {
  return rows.empty() ? "" : "\n" + title + ":\n" + rows;
}

std::string usage_of(const CLI::App& app, const std::string& name,
                     const std::vector<const CLI::Option*>& arguments) {
  std::string usage = "Usage: " + name + " [OPTIONS]";
  for (const CLI::Option* argument : arguments) usage += " [" + argument_of(*argument) + "]";
  return usage + (app.get_require_subcommand_min() > 0 ? " COMMAND\n" : "\n");
}

std::string rows_of_commands(const CLI::App& app) {
  std::string rows;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->get_group().empty()) continue;
    rows += row(command->get_name(), command->get_description());
  }
  return rows;
}

}  // namespace

std::string HelpFormatter::make_help(const CLI::App* app, std::string name,
                                     CLI::AppFormatMode /*mode*/) const {
  const auto shown = [app](bool arguments) {
    return app->get_options([arguments](const CLI::Option* option) {
      return !option->get_group().empty() && option->nonpositional() != arguments;
    });
  };
  const std::vector<const CLI::Option*> arguments = shown(true);
  std::string rows_of_arguments;
  for (const CLI::Option* argument : arguments) {
    rows_of_arguments += row(argument_of(*argument), argument->get_description());
  }
  std::string rows_of_options;
  for (const CLI::Option* option : shown(false)) {
    rows_of_options += row(term_of(*option), option->get_description());
  }
  return app->get_description() + "\n\n" + usage_of(*app, name, arguments) +
         section("Arguments", rows_of_arguments) + section("Options", rows_of_options) +
         section("Commands", rows_of_commands(*app)) + "\n" + app->get_footer() + "\n";
}

}  // namespace pkgmap::cli
