// The calls with which the processes of a model ask the machine: its disk, its monit, its packages
// and its other processes. Counts them over a whole run, and lets one of them fail, or lets the
// process die before it.
//
// A value of a machine. Draws no random numbers, so a run without a fault is the same as before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/system/result.hpp"

namespace pkgmap::model {

/// The error with which a call of this name fails: of monit, or one of two of a disk.
Error error_of_call(std::string_view call, std::uint64_t choice);

class Faults {
 public:
  enum class Effect : std::uint8_t { error, death };
  struct Fault {
    std::size_t number = 0;  ///< Of the call, counted from 1; 0: no call fails.
    Effect effect = Effect::error;
  };

  /// Begins to count. `on_fault` is called with the name of the call that is about to fail; if the
  /// fault is a death, `on_fault` does not return.
  void begin(Fault fault, std::function<void(const std::string& call)> on_fault);
  /// From now on no call counts and none fails.
  void end() { counting_ = false; }

  /// Counts a call. Returns the error with which it fails; nullopt if it goes on.
  std::optional<Error> come(std::string_view call);

  std::size_t calls() const { return calls_; }
  /// Name of the call that failed; empty if the run had fewer calls.
  const std::string& hit() const { return hit_; }

 private:
  Fault fault_;
  std::function<void(const std::string& call)> on_fault_;
  bool counting_ = false;
  std::size_t calls_ = 0;
  std::string hit_;
};

}  // namespace pkgmap::model
