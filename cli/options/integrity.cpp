#include "cli/options/define.hpp"

namespace pkgmap::cli {
namespace {

constexpr std::array<Choice<Against>, 3> kAgainst = {
    {{"either", Against::either}, {"baseline", Against::baseline}, {"package", Against::package}}};

}  // namespace

void define_integrity(CLI::App& app, Raw& raw) {
  Options& options = raw.options;
  CLI::App* verify =
      app.add_subcommand("verify", "Compare checksummed files with baselines and packages");
  add_reader(*verify, Reader::ndjson, raw.options);
  add_choice(*verify, "--against", kAgainst, options.against,
             "baseline, package or either (default: either)")
      ->type_name("WHAT");
  app.add_subcommand("accept", "Accept the present content of a file as its baseline")
      ->add_option("PATH", options.paths, "A file that a check compares")
      ->check(not_empty)
      ->type_name("");
  CLI::App* update =
      app.add_subcommand("update-expect", "Show outdated sums of packaged files as a diff");
  update->add_flag("--write", options.write, "Write the new sums, and keep the old file as FILE~")
      ->take_last();
}

}  // namespace pkgmap::cli
