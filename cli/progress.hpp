// Shows a person what the program waits for: one line on the terminal, while a step takes long. The
// caller calls clear() before it prints anything else. For one thread.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "engine/system/pulse.hpp"

namespace pkgmap::cli {

class Progress : public PulseListener {
 public:
  using Clock = std::chrono::steady_clock;
  /// Writes bytes to the terminal. An empty function shows nothing.
  using Write = std::function<void(const std::string& bytes)>;
  using Now = std::function<Clock::time_point()>;
  /// Returns how many columns the terminal has; 0 if that is not known, which counts as 80.
  using Columns = std::function<int()>;

  /// Listens to pulses (engine/system/pulse.hpp) as long as the object lives. The destructor takes
  /// the line away.
  Progress(Write write, Columns columns, Now now = &Clock::now);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() override;

  /// Begins a step, which ends the step before. `step` is a clause such as "waiting for processes",
  /// without control characters.
  void begin(std::string step);
  /// Shows the step with the time that it has taken, once that is a second or more; at most once in
  /// a second. Each pulse calls this function.
  void beat() override;
  /// Takes the line away. The next beat() shows it again.
  void clear();
  /// Takes the line away, and shows no line until the next begin().
  void end();

 private:
  Write write_;
  Columns columns_;
  Now now_;
  std::string step_;  ///< Empty while there is no step to show.
  Clock::time_point began_;
  std::chrono::seconds shown_{0};  ///< The time that the line says; 0: no line is there.
};

}  // namespace pkgmap::cli
