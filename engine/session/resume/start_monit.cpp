#include <algorithm>
#include <utility>

#include "engine/session/acts/gate.hpp"
#include "engine/session/resume/run.hpp"

namespace pkgmap {
namespace {

// Whether another session under way needs monit to stay stopped.
bool wanted_stopped(const ResumeRun& run) {
  return std::any_of(run.others.begin(), run.others.end(), [&](const SessionRecord& other) {
    return other.stopped && under_way(other, run.host);
  });
}

// monit takes every content as good when it starts.
void note_contents(ResumeRun& run) {
  look_at_files(run);
  for (SessionResults* results : run.results()) {
    results->drift = drift_in(run.files, false);
    results->baselines = new_baselines_in(run.files);
  }
}

}  // namespace

Done resume_by_starting(ResumeRun& run) {
  const auto locked = lock(run.host, run.journal);
  if (!locked) return locked.error();
  // With a record that cannot be read, monit is started all the same.
  const auto going_on = read_again(run);
  if (going_on && !*going_on) return done();
  if (!is_ours_to_resume(run)) return done();
  if (auto read = read_others(run); !read) return read;
  const auto names = names_of(run.record.checks);
  if (wanted_stopped(run)) {
    run.outcome.pending = names;
    return run.journal.remove(run.record.id);
  }
  note_contents(run);
  run.settings.tell("starting monit");
  const Done started =
      run.host.start(*run.record.stopped, run.control_file(), time_to_read(run.files.bytes));
  if (!started) return started;
  run.outcome.started_monit = true;
  note_resumed(run, names);
  close_session(run, {});
  return done();
}

}  // namespace pkgmap
