#include "cli/options/define.hpp"
#include "parsers/monitrc/model/version.hpp"

namespace pkgmap::cli {

void define_queries(CLI::App& app, Raw& raw) {
  Options& options = raw.options;
  CLI::App* config = app.add_subcommand("config", "Show how the control file is understood");
  config->add_flag("--check", options.check, "Only check it, as monit -t does");
  config
      ->add_option("--monit-version", options.monit_version,
                   "With --check: what this version of monit\nwould say, such as 5.14")
      ->check([](const std::string& text) {
        return monitrc::version_of(text) ? std::string()
                                         : "'" + text + "' is not a version of monit";
      })
      ->type_name("VERSION");
  add_reader(*config, Reader::ndjson, options);
  CLI::App* explain = app.add_subcommand("explain", "Show what a transaction would suspend");
  add_path(*explain, "--transaction", options.transaction, "FILE",
           "A whole transaction as JSON; '-' is standard input");
  explain
      ->add_flag("--upgrades", options.upgrades,
                 "Explain what the package manager would\nupgrade now")
      ->take_last();
  explain
      ->add_flag("--detailed-exitcode", options.detailed_exitcode,
                 "0: suspends no check, 10: suspends some,\n11: a test will fail")
      ->take_last();
  CLI::App* audit = app.add_subcommand("audit", "Show every check with its packages, and findings");
  add_reader(*audit, Reader::prometheus, options);
  add_reader(*audit, Reader::ndjson, options);
  add_path(*audit, "--html", options.html, "FILE", "Write a page to read in a browser");
  audit
      ->add_option(
          "--merge", options.merge,
          "Merge what audit --json or --ndjson printed\non many hosts; '-' is standard input")
      ->check(not_empty)
      ->type_name("FILE");
  app.add_subcommand("bundle", "Write an archive of this host for --bundle")
      ->add_option("FILE", options.bundle, "The bundle to write; '-' is standard output")
      ->check(not_empty)
      ->type_name("");
  CLI::App* policy = app.add_subcommand("policy", "Check the policy; show which rule decides");
  policy->add_option("--explain", options.pair, "Show which rule decides about the pair, and why")
      ->check(not_empty)
      ->expected(2)
      ->type_name("CHECK PACKAGE");
  explain
      ->add_option("PACKAGE", options.packages,
                   "Name, NEVRA, glob, provide or .rpm file; else\na check, unit or alias")
      ->check(not_empty)
      ->type_name("");
  explain->add_option("--check", options.check_names, "Also say why this check is kept")
      ->check(not_empty)
      ->allow_extra_args(false)
      ->type_name("NAME");
  explain->add_flag("--dot", options.dot, "Print a graph for graphviz");
  add_reader(*explain, Reader::ndjson, options);
  add_path(*explain, "--out", options.out, "FILE", "Also keep the plan, for history --against");
  add_path(*explain, "--html", options.html, "FILE", "Write a page to read in a browser");
}

}  // namespace pkgmap::cli
