// What the administrator wants: the defaults that hold when nothing else is said.
#pragma once

#include <chrono>

#include "rules/strength.hpp"

namespace pkgmap::rules {

struct Policy {
  Strength threshold = Strength::likely;  ///< The weakest evidence that suspends.
  std::chrono::seconds wait{20};          ///< How long a suspend may hold the transaction.
  std::chrono::seconds settle{30};        ///< How long processes may take to come back.
  std::chrono::seconds lease{
      7200};  ///< After this the guard resumes, whether the manager still runs or not.
};

}  // namespace pkgmap::rules
