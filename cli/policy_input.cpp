#include "cli/policy_input.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/facts/policy_files.hpp"

namespace pkgmap::cli {
namespace {

constexpr std::array<std::string_view, 6> kWithout = {"config",  "status",  "policy",
                                                      "suspend", "history", "doctor"};
constexpr std::array<std::string_view, 4> kMustGoOn = {"resume", "recover", "guard", "verify"};

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::optional<Error> prepare_policy(Options& options, const Screen& screen) {
  if (is_one_of(kWithout, options.command)) return std::nullopt;
  PolicyFiles files = load_policy(options.settings);
  // `require_signature` counts even if the policy has mistakes elsewhere: a mistake must not let an
  // unsigned header give new baselines.
  const bool require_signature = files.policy.require_signature;
  auto settings = with_policy(options.settings, std::move(files));
  if (settings) {
    options.settings = std::move(*settings);
    return std::nullopt;
  }
  if (!is_one_of(kMustGoOn, options.command)) return settings.error();
  options.settings.policy.require_signature = require_signature;
  screen.note(settings.error().message + "; going on with the built-in policy" +
              (require_signature ? " and 'require_signature: yes'" : ""));
  return std::nullopt;
}

}  // namespace pkgmap::cli
