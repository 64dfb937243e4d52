#include "cli/options/define.hpp"

namespace pkgmap::cli {
namespace {

void define_suspend(CLI::App& app, Raw& raw) {
  CLI::App* suspend =
      app.add_subcommand("suspend", "Suspend the checks of a transaction's packages");
  suspend->add_option("PACKAGE", raw.options.packages, "Suspend for these, without a transaction")
      ->check(not_empty)
      ->type_name("");
  suspend->add_option("--for", raw.lease, "How long, unless they are resumed before: 30m, 2h")
      ->type_name("TIME")
      ->check(duration)
      ->take_last();
  add_path(*suspend, "--transaction", raw.options.transaction, "FILE",
           "The transaction as JSON; '-' is standard input");
}

void define_resume(CLI::App& app, Options& options) {
  CLI::App* resume = app.add_subcommand("resume", "Resume what was suspended");
  add_path(*resume, "--session", options.session, "ID", "Only this session");
  resume->add_option("--pid", options.manager_pid, "Only the session of this package manager")
      ->check(CLI::PositiveNumber)
      ->type_name("")
      ->option_text("PID");
  resume->add_option("--except", options.except, "Leave this check off for good")
      ->check(not_empty)
      ->allow_extra_args(false)
      ->type_name("NAME")
      ->option_text("NAME");
  resume->add_flag("--hook", options.hook,
                   "A package manager waits: leave what takes\nlonger to the guard");
  add_path(*resume, "--manager", options.manager, "NAME",
           "Whose hook leaves the session; the last one\nends it");
}

void define_run(CLI::App& app, Raw& raw) {
  CLI::App* run = app.add_subcommand("run", "Suspend, run a command, resume");
  run->add_option("COMMAND", raw.options.words, "What to run, behind '--'")->type_name("");
  run->add_option("--packages", raw.options.packages, "What it touches: NAME[,NAME]...")
      ->check(not_empty)
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("NAMES")
      ->option_text("NAMES");
  add_path(*run, "--transaction", raw.options.transaction, "FILE",
           "The transaction as JSON; '-' is standard input");
}

}  // namespace

void define_sessions(CLI::App& app, Raw& raw) {
  Options& options = raw.options;
  define_suspend(app, raw);
  define_resume(app, options);
  define_run(app, raw);
  app.add_subcommand("status", "Sessions under way and what stays suspended");
  CLI::App* recover = app.add_subcommand("recover", "Resume what a dead session left suspended");
  recover->add_flag("--if-stale", options.if_stale,
                    "Judge, and leave the work to a process of its\nown: for monit and at boot");
  CLI::App* history = app.add_subcommand("history", "Past sessions");
  history->add_option("ID", options.session, "Only this session, in full")
      ->check(not_empty)
      ->type_name("");
  app.add_subcommand("doctor", "Is everything there that suspending needs?");
  CLI::App* guard = app.add_subcommand("guard", "")->group("");
  guard->add_option("--session", options.session);
  guard->add_flag("--probe", options.probe);
  guard->add_option("--ready-fd", options.ready_fd);
}

}  // namespace pkgmap::cli
