#include "cli/commands/commands.hpp"
#include "cli/place_input.hpp"
#include "cli/render/expected_sums.hpp"
#include "engine/queries/expected_sums.hpp"
#include "engine/system/files/replace_text.hpp"

namespace pkgmap::cli {
namespace {

// Writes no file unless all of them may be written.
Done write_all(const std::vector<RewrittenFile>& files) {
  for (const RewrittenFile& file : files) {
    if (auto may = may_replace(file.path, file.before); !may) return may;
  }
  for (const RewrittenFile& file : files) {
    if (auto replaced = replace_text(file.path, file.before, file.after); !replaced) {
      return replaced;
    }
  }
  return done();
}

void say(const ExpectedSums& sums, const Screen& screen) {
  for (const std::string& note : sums.notes) screen.note(note);
  for (const std::string& line : refused_sums(sums)) screen.note(line);
  // On standard error, since standard output has the diff and nothing else.
  if (sums.outdated.empty() && sums.refused.empty()) {
    screen.note("no sum behind 'expect' has to change");
  }
}

void show(const std::vector<RewrittenFile>& files, const Screen& screen) {
  const SumsDiff diff = sums_diff(files);
  screen.exact(diff.text);
  if (diff.masked) {
    screen.note(
        "a changed line may contain a credential, which is not shown, so this diff cannot be "
        "applied; use --write");
  }
}

}  // namespace

int run_update_expect(const Options& options, const Screen& screen) {
  if (options.write && !options.settings.live()) {
    return screen.fail(tied_to_this_host(options.settings, "--write changes the running host",
                                         "without --write the diff of another root is printed"));
  }
  const auto sums = look_at_expected_sums(options.settings);
  if (!sums) return screen.fail(sums.error());
  const std::vector<RewrittenFile> files = rewritten_files(*sums);
  if (options.write) {
    if (auto written = write_all(files); !written) return screen.fail(written.error());
  }
  if (screen.json()) {
    screen.object(sums_json(*sums, options.write ? files : std::vector<RewrittenFile>()));
  } else {
    say(*sums, screen);
    if (!options.write) {
      show(files, screen);
    } else if (!files.empty()) {
      screen.data(written_text(files));
      screen.note(
          "monit uses the new sums once it reads its control file again; it then takes every "
          "checksummed file as it is, so run 'monit-pkgmap verify' before");
    }
  }
  return sums->refused.empty() ? 0 : exit_status(ErrorCode::drift);
}

}  // namespace pkgmap::cli
