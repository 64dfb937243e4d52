// The commands of the program. Each function runs the command whose name it has, with the options
// that parse_options() returned, prints results and errors on `screen`, and returns the exit status
// of the command (monit-pkgmap(8), EXIT STATUS). For one thread.
#pragma once

#include "cli/options.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

int run_bundle(const Options& options, const Screen& screen);
int run_config(const Options& options, const Screen& screen);
int run_explain(const Options& options, const Screen& screen);
int run_audit(const Options& options, const Screen& screen);
/// Runs `audit --merge`, which reads only audits of other hosts.
int run_merge(const Options& options, const Screen& screen);
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
/// Runs the guard: the process that resumes a session when the package manager ends without calling
/// its hook. `suspend` starts this command; people do not.
int run_guard_command(const Options& options, const Screen& screen);

}  // namespace pkgmap::cli
