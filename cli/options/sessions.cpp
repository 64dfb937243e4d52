#include "cli/options/define.hpp"

namespace pkgmap::cli {

void define_sessions(CLI::App& app, Raw& raw) {
  Options& options = raw.options;
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
  guard->add_option("--ready-fd", options.ready_fd);
}

}  // namespace pkgmap::cli
