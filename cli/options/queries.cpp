#include "cli/options/define.hpp"
#include "parsers/monitrc/version.hpp"

namespace pkgmap::cli {

void define_queries(CLI::App& app, Raw& raw) {
  Options& options = raw.options;
  CLI::App* config = app.add_subcommand("config", "The control files as understood");
  config->add_flag("--check", options.check, "Only judge them, as monit -t does");
  config
      ->add_option("--monit-version", options.monit_version,
                   "What that version would say, such as 5.14;\nnext to --check")
      ->check([](const std::string& text) {
        return monitrc::version_of(text) ? std::string() : "'" + text + "' is no version of monit";
      })
      ->type_name("VERSION")
      ->option_text("VERSION");
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

}  // namespace pkgmap::cli
