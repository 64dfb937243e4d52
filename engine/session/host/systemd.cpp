#include "engine/session/host/systemd.hpp"

#include <unistd.h>

#include <chrono>

#include "engine/system/process/process.hpp"

namespace pkgmap {
namespace {

constexpr std::chrono::milliseconds kAnswersWithin{2'000};

}  // namespace

bool booted_with_systemd() {
  return ::access("/run/systemd/system", F_OK) == 0;
}

// systemctl(1): the word is "stopping", and the exit status then is not 0.
bool systemd_stops() {
  if (!booted_with_systemd()) return false;
  const auto ran = run_process({"/usr/bin/systemctl", "is-system-running"}, {kAnswersWithin});
  return ran && ran->output == "stopping\n";
}

}  // namespace pkgmap
