#include "cli/options/define.hpp"

namespace pkgmap::cli {

void define_queries(CLI::App& app, Raw& raw) {
  Options& options = raw.options;
  app.add_subcommand("config", "The control files as understood");
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
  add_path(*explain, "--transaction", options.transaction, "FILE",
           "A whole transaction as JSON; '-' is standard\ninput");
  explain->add_flag("--dot", options.dot, "Print a graph for graphviz");
  app.add_subcommand("audit", "Every check with its packages, and what is wrong");
}

}  // namespace pkgmap::cli
