#include "cli/plugins/zypp/commit.hpp"

#include <algorithm>
#include <utility>

#include "cli/plugins/zypp/repositories.hpp"

namespace pkgmap::zypp {

Commit::Commit(hook::Program program, Surroundings surroundings)
    : program_(std::move(program)),
      surroundings_(std::move(surroundings)),
      arrivals_(surroundings_.packages) {
}

void Commit::tell(const hook::Answer& answer) {
  const auto lines = hook::lines_of(answer.messages, lines_left_);
  lines_left_ -= lines.size();
  if (!lines.empty()) surroundings_.tell(lines);
}

void Commit::suspend(const std::vector<Step>& steps, hook::Clock::time_point until) {
  if (steps.empty()) return;
  const auto answer =
      program_.suspend(transaction_of(steps, surroundings_.manager).dump(-1), until);
  resumes_ = resumes_ || !answer.session.empty();
  tell(answer);
}

void Commit::begin(const std::string& body, hook::Clock::time_point until) {
  const auto steps = steps_of(body);
  under_way_ = !steps.empty();
  if (!under_way_) return;
  lines_left_ = hook::kMostLines;
  resumes_ = surroundings_.is_left_to_rpm(steps, until);
  if (resumes_) return;
  arrivals_.expect(steps);
  // Packages that are there already are told with their files.
  const auto look_until = hook::Clock::now() + (until - hook::Clock::now()) / 2;
  std::vector<Step> told =
      arrivals_.there(local_repositories(surroundings_.repositories), look_until);
  for (const Step& step : steps) {
    const bool known = std::any_of(told.begin(), told.end(), [&](const Step& other) {
      return other.incoming() && step.incoming() && other.file_name() == step.file_name();
    });
    if (!known) told.push_back(step);
  }
  --lines_left_;
  suspend(told, until);
  ++lines_left_;
}

void Commit::go_on(hook::Clock::time_point until) {
  if (awaits_downloads()) suspend(arrivals_.look(until), until);
}

void Commit::end(hook::Clock::time_point until) {
  if (!std::exchange(under_way_, false) || !resumes_) return;
  tell(program_.resume_all_of(surroundings_.manager, until));
}

}  // namespace pkgmap::zypp
