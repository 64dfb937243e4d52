#include "cli/options/define.hpp"

namespace pkgmap::cli {
namespace {

void define_suspend(CLI::App& app, Raw& raw) {
  CLI::App* suspend =
      app.add_subcommand("suspend", "Suspend the checks of a transaction's packages");
  suspend
      ->add_option("PACKAGE", raw.options.packages,
                   "Suspend for these packages, without a transaction")
      ->check(not_empty)
      ->type_name("");
  suspend->add_option("--for", raw.lease, "Resume after this time: 30m, 2h")
      ->type_name("TIME")
      ->check(duration)
      ->take_last();
  add_path(*suspend, "--transaction", raw.options.transaction, "FILE",
           "The transaction as JSON; '-' is standard input");
  // For the children of this program.
  suspend->add_option("--session", raw.options.settings.new_session)->group("")->take_last();
  suspend->add_option("--for-process", raw.options.manager_pid)->check(process_number)->group("");
}

void define_resume(CLI::App& app, Options& options) {
  CLI::App* resume = app.add_subcommand("resume", "Resume suspended checks");
  add_path(*resume, "--session", options.session, "ID", "Only this session");
  resume->add_option("--pid", options.manager_pid, "Only the session of this package manager")
      ->check(process_number)
      ->type_name("PID");
  resume->add_option("--except", options.except, "Leave this check off for good")
      ->check(not_empty)
      ->allow_extra_args(false)
      ->type_name("NAME");
  resume->add_flag("--hook", options.hook, "For a hook: leave to the guard what takes\nlonger");
  add_path(*resume, "--manager", options.manager, "NAME",
           "The package manager whose hook leaves the\nsession; the last hook ends it");
}

void define_run(CLI::App& app, Raw& raw) {
  CLI::App* run = app.add_subcommand("run", "Suspend, run a command, resume");
  run->add_option("COMMAND", raw.options.words, "The command to run, after '--'")->type_name("");
  run->add_option("--packages", raw.options.packages,
                  "The packages that it changes: NAME[,NAME]...")
      ->check(not_empty)
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("NAMES");
  add_path(*run, "--transaction", raw.options.transaction, "FILE",
           "The transaction as JSON; '-' is standard input");
}

}  // namespace

void define_sessions(CLI::App& app, Raw& raw) {
  Options& options = raw.options;
  define_suspend(app, raw);
  define_resume(app, options);
  define_run(app, raw);
  CLI::App* status = app.add_subcommand("status", "Show sessions and suspended checks");
  status->add_flag("--watch", options.watch, "On a terminal: show them until Ctrl-C")->take_last();
  add_reader(*status, Reader::prometheus, options);
  CLI::App* recover = app.add_subcommand("recover", "Resume what a dead session left suspended");
  recover->add_flag("--if-stale", options.if_stale,
                    "Only report; guards do the work: for monit\nand at boot");
  recover
      ->add_flag("--before-removal", options.before_removal,
                 "For packages: also resume what was\nsuspended by hand")
      ->excludes("--if-stale");
  CLI::App* history = app.add_subcommand("history", "Show past sessions");
  history->add_option("ID", options.session, "Only this session, in full")
      ->check(not_empty)
      ->type_name("");
  add_path(*history, "--against", options.plan, "FILE",
           "Compare the session, or else the last one,\nwith the plan of explain --out");
  add_reader(*history, Reader::prometheus, options);
  add_reader(*history, Reader::ndjson, options);
  add_reader(*app.add_subcommand("doctor", "Check everything that suspending needs"),
             Reader::nagios, options);
  CLI::App* guard = app.add_subcommand("guard", "")->group("");
  guard->add_option("--session", options.session);
  guard->add_flag("--probe", options.probe);
  guard->add_option("--ready-fd", options.ready_fd);
}

}  // namespace pkgmap::cli
