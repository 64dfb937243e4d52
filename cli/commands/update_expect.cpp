#include "cli/commands/commands.hpp"
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
  if (sums.outdated.empty() && sums.refused.empty()) {
    screen.detail("no sum that is expected is outdated");
  }
}

void show(const std::vector<RewrittenFile>& files, const Screen& screen) {
  const SumsDiff diff = sums_diff(files);
  screen.exact(diff.text);
  if (diff.masked) {
    screen.note(
        "a changed line may hold a credential, which is not shown: this diff cannot be "
        "applied, --write can");
  }
}

}  // namespace

int run_update_expect(const Options& options, const Screen& screen) {
  if (options.write && !options.settings.live()) {
    return screen.fail({ErrorCode::usage, "--write changes the running host: it takes no --root",
                        "without --write the diff is printed, also of another root"});
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
          "monit takes them when it reads its control file again, and with them every "
          "file as it is: look with 'monit-pkgmap verify' before");
    }
  }
  return sums->refused.empty() ? 0 : exit_status(ErrorCode::drift);
}

}  // namespace pkgmap::cli
