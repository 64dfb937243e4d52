#include "cli/fail_points.hpp"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "engine/system/step.hpp"
#include "engine/system/text.hpp"

namespace pkgmap::cli {
namespace {

struct FailPoint {
  std::string command;
  std::string step;  // Its number or its name.
  std::string effect;
};

// Meanwhile, the test can change what otherwise would change here only by chance.
Done hold(const std::string& release) {
  constexpr std::chrono::seconds kLongest{60};
  const auto deadline = std::chrono::steady_clock::now() + kLongest;
  while (!std::filesystem::exists(release) && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return done();
}

Done fail(const std::string& effect) {
  constexpr std::chrono::seconds kAsLongAsARequest{5};
  if (effect == "kill") ::kill(::getpid(), SIGKILL);
  if (effect == "timeout") std::this_thread::sleep_for(kAsLongAsARequest);
  const int number = effect == "ENOSPC"         ? ENOSPC
                     : effect == "ECONNREFUSED" ? ECONNREFUSED
                     : effect == "timeout"      ? ETIMEDOUT
                                                : EIO;
  return Error{ErrorCode::failed, system_message(number)};
}

}  // namespace

void obey_fail_points(const Options& options) {
  const std::string directory = options.settings.state_directory;
  std::ifstream file(directory + "/fail-points");
  FailPoint point;
  if (!(file >> point.command)) return;
  const bool trace = point.command == "trace";
  if (!trace && !(file >> point.step >> point.effect)) return;
  listen_to_steps([directory, point, trace, count = 0,
                   command = options.command](std::string_view name) mutable {
    ++count;
    if (trace) {
      std::ofstream(directory + "/steps", std::ios::app)
          << command << ' ' << count << ' ' << name << '\n';
      return done();
    }
    const bool is_meant = point.step == name || point.step == std::to_string(count);
    if (command != point.command || !is_meant) return done();
    // Of several processes at this step, only the one that renames the file obeys.
    const std::string from = directory + "/fail-points";
    if (std::rename(from.c_str(), (from + ".hit").c_str()) != 0) return done();
    std::ofstream(from + ".hit") << command << ' ' << count << ' ' << name << '\n';
    return point.effect == "hold" ? hold(from + ".go") : fail(point.effect);
  });
}

}  // namespace pkgmap::cli
