// The commands: each carries out one subcommand and gives the exit status.
#pragma once

#include "cli/options.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

int run_config(const Options& options, const Screen& screen);
int run_explain(const Options& options, const Screen& screen);
int run_audit(const Options& options, const Screen& screen);
int run_policy(const Options& options, const Screen& screen);
int run_suspend(const Options& options, const Screen& screen);
int run_resume(const Options& options, const Screen& screen);
int run_status(const Options& options, const Screen& screen);
int run_verify(const Options& options, const Screen& screen);
int run_accept(const Options& options, const Screen& screen);
int run_update_expect(const Options& options, const Screen& screen);
int run_recover(const Options& options, const Screen& screen);
int run_history(const Options& options, const Screen& screen);
int run_run(const Options& options, const Screen& screen);
int run_doctor(const Options& options, const Screen& screen);
/// The guard's own process; not for people.
int run_guard_command(const Options& options, const Screen& screen);

}  // namespace pkgmap::cli
