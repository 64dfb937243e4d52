// What the administrator wants: the defaults that hold when nothing else is said.
#pragma once

#include <chrono>
#include <cstdint>

#include "rules/strength.hpp"

namespace pkgmap::rules {

/// What becomes of a reload while a file holds what no package shipped.
enum class OnDrift : std::uint8_t {
  carry,   ///< Reload, and keep the alarm alive in monit.
  refuse,  ///< No reload: what needs one stays suspended.
  accept,  ///< Reload all the same.
};

/// What becomes of checks whose package is gone after a transaction.
enum class OnRemoved : std::uint8_t { keep_suspended, resume };

/// What becomes of a transaction whose checks cannot be suspended because monit cannot be asked.
enum class OnUnreachable : std::uint8_t {
  none,       ///< Nothing is suspended; somebody is told.
  stop_monit  ///< monit is stopped for the time of the transaction.
};

/// What becomes of a transaction whose checks could not be suspended.
enum class OnError : std::uint8_t { go_on, abort };

struct Policy {
  Strength threshold = Strength::likely;  ///< The weakest evidence that suspends.
  std::chrono::seconds wait{20};          ///< How long a suspend may hold the transaction.
  std::chrono::seconds settle{30};        ///< How long processes may take to come back.
  std::chrono::seconds lease{
      7200};  ///< After this the guard resumes, whether the manager still runs or not.
  OnDrift drift = OnDrift::refuse;
  bool require_signature = false;  ///< Only headers with a signature may give new baselines.
  OnRemoved removed = OnRemoved::keep_suspended;
  OnUnreachable unreachable = OnUnreachable::none;
  OnError on_error = OnError::go_on;
};

}  // namespace pkgmap::rules
