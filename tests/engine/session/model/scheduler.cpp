#include "tests/engine/session/model/scheduler.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "engine/system/step.hpp"

namespace pkgmap::model {
namespace {

constexpr std::size_t kTurnsEvery = 5;

}  // namespace

Scheduler::Scheduler(Random random, Trace& trace) : random_(random), trace_(trace) {
  constexpr std::array<Usec, 4> kStretches = {1, 3, 6, 12};
  stretch_ = kStretches[random_.below(kStretches.size())];
  listen_to_steps([this](std::string_view step) { return point(step); });
}

Scheduler::~Scheduler() {
  kill_others();
  listen_to_steps({});
}

void Scheduler::note(const std::string& what) {
  if (!trace_.wanted) return;
  std::array<char, 32> time{};
  std::snprintf(time.data(), time.size(), "%9.3f ", static_cast<double>(now_) / kSecond);
  const auto self = processes_.find(self_);
  trace_.text +=
      time.data() + (self == processes_.end() ? "" : self->second.name + ": ") + what + "\n";
}

int Scheduler::spawn(const std::string& name, std::function<void()> body) {
  const int pid = next_pid_++;
  Process process;
  process.name = name + "(" + std::to_string(pid) + ")";
  process.fiber = std::make_unique<Fiber>(std::move(body));
  process.start_time = ++starts_;
  process.wakes = now_;
  processes_.emplace(pid, std::move(process));
  return pid;
}

std::optional<std::uint64_t> Scheduler::start_time(int pid) const {
  const auto found = processes_.find(pid);
  if (found == processes_.end()) return std::nullopt;
  return found->second.start_time;
}

std::uint64_t Scheduler::turns_of(int pid) const {
  const auto found = processes_.find(pid);
  return found == processes_.end() ? 0 : found->second.turns;
}

const std::string& Scheduler::name_of(int pid) const {
  static const std::string gone = "nobody";
  const auto found = processes_.find(pid);
  return found == processes_.end() ? gone : found->second.name;
}

std::vector<int> Scheduler::pids() const {
  std::vector<int> pids;
  for (const auto& [pid, process] : processes_) pids.push_back(pid);
  return pids;
}

void Scheduler::end(int pid) {
  const auto found = processes_.find(pid);
  if (found == processes_.end()) return;
  const std::unique_ptr<Fiber> fiber = std::move(found->second.fiber);
  const int untold = exchange_untold_steps(found->second.untold);
  const int self = std::exchange(self_, pid);
  fiber->kill();
  self_ = self;
  exchange_untold_steps(untold);
  processes_.erase(found);
}

void Scheduler::kill(int pid) {
  note("SIGKILL for " + name_of(pid));
  if (pid == self_) Fiber::die();
  const auto found = processes_.find(pid);
  if (found != processes_.end() && found->second.in_the_kernel &&
      found->second.frozen_until > now_) {
    found->second.killed = true;
    return;
  }
  end(pid);
}

void Scheduler::freeze(int pid, Usec time, bool in_the_kernel) {
  const auto found = processes_.find(pid);
  if (found == processes_.end()) return;
  note(found->second.name + " is frozen");
  found->second.frozen_until = now_ + time;
  found->second.in_the_kernel = in_the_kernel;
  if (pid == self_) sleep(0);
}

void Scheduler::kill_others() {
  for (const int pid : pids()) {
    if (pid != self_) end(pid);
  }
}

void Scheduler::sleep(Usec time) {
  sleep_while_alive(0, time);
}

void Scheduler::sleep_while_alive(int pid, Usec time) {
  Process& mine = processes_.at(self_);
  mine.wakes = now_ + time * random_.between(1, stretch_);
  mine.waits_for = pid;
  mine.fiber->wait();
}

Done Scheduler::point(std::string_view step) {
  if (self_ == 0) return done();
  if (trace_.wanted) note(std::string(step));
  now_ += random_.between(0, 2 * kMillisecond);
  world_.run(now_);
  if (auto disturbed = world_.disturb(step); !disturbed) {
    if (trace_.wanted) note(std::string(step) + " fails: " + disturbed.error().message);
    return disturbed;
  }
  if (random_.one_in(kTurnsEvery)) sleep(0);
  return done();
}

bool Scheduler::is_ready(const Process& process) const {
  if (process.frozen_until > now_) return false;
  if (process.killed) return true;
  return process.wakes <= now_ || (process.waits_for != 0 && !lives(process.waits_for));
}

std::vector<int> Scheduler::ready() const {
  std::vector<int> found;
  for (const auto& [pid, process] : processes_) {
    if (is_ready(process)) found.push_back(pid);
  }
  return found;
}

std::optional<Usec> Scheduler::next_time() const {
  std::optional<Usec> next = world_.next_event();
  for (const auto& [pid, process] : processes_) {
    const Usec wakes = process.killed ? now_ : process.wakes;
    const Usec goes_on = std::max(wakes, process.frozen_until);
    if (!next || goes_on < *next) next = goes_on;
  }
  return next;
}

void Scheduler::go_on(int pid) {
  Process& process = processes_.at(pid);
  self_ = pid;
  process.waits_for = 0;
  ++process.turns;
  const int untold = exchange_untold_steps(process.untold);
  process.fiber->go_on();
  process.untold = exchange_untold_steps(untold);
  self_ = 0;
  if (!process.fiber->ended()) return;
  processes_.erase(pid);
}

// One process runs, or time passes. Returns false if no event can happen until then.
bool Scheduler::take_turn(Usec until) {
  world_.run(now_);
  const auto able = ready();
  if (able.empty()) {
    const auto next = next_time();
    if (!next || *next > until) return false;
    now_ = std::max(now_, *next);
    return true;
  }
  // A process that waits for the lock, or looks again and again, is at a point, too.
  static_cast<void>(world_.disturb({}));
  const int pid = able[random_.below(able.size())];
  if (lives(pid) && processes_.at(pid).killed) {
    end(pid);
  } else if (lives(pid)) {
    go_on(pid);
  }
  return true;
}

void Scheduler::run(Usec until) {
  while (!processes_.empty() && take_turn(until)) {
  }
}

void Scheduler::pass(Usec until) {
  while (take_turn(until)) {
  }
  now_ = std::max(now_, until);
}

bool Scheduler::await_end(int pid, Usec until) {
  while (lives(pid)) {
    if (!take_turn(until)) return false;
  }
  return true;
}

}  // namespace pkgmap::model
