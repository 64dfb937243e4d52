#include "cli/policy_input.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/facts/policy_files.hpp"

namespace pkgmap::cli {
namespace {

constexpr std::array<std::string_view, 4> kWithout = {"config", "policy", "suspend", "history"};
constexpr std::array<std::string_view, 2> kIfThereIs = {"status", "doctor"};
constexpr std::array<std::string_view, 4> kMustGoOn = {"resume", "recover", "guard", "verify"};

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// These two count even if the policy has mistakes elsewhere: a mistake must not let an unsigned
// header give new baselines, and must not keep the checks of a trusted monit suspended.
void keep_of_half(const rules::Policy& half, rules::Policy& policy) {
  policy.require_signature = half.require_signature;
  policy.unknown_peer = half.unknown_peer;
}

std::string what_is_kept(const rules::Policy& policy) {
  std::string kept = policy.require_signature ? " and 'require_signature: yes'" : "";
  if (policy.unknown_peer == rules::OnUnknownPeer::trust) kept += " and 'unknown_peer: trust'";
  return kept;
}

}  // namespace

std::optional<Error> prepare_policy(Options& options, const Screen& screen) {
  if (is_one_of(kWithout, options.command) || !options.merge.empty()) return std::nullopt;
  PolicyFiles files = load_policy(options.settings);
  const rules::Policy half = files.policy;
  auto settings = with_policy(options.settings, std::move(files));
  if (settings) {
    options.settings = std::move(*settings);
    return std::nullopt;
  }
  const bool is_quiet = is_one_of(kIfThereIs, options.command);
  if (!is_quiet && !is_one_of(kMustGoOn, options.command)) return settings.error();
  keep_of_half(half, options.settings.policy);
  if (is_quiet) return std::nullopt;
  screen.note(settings.error().message + "; using the built-in policy" +
              what_is_kept(options.settings.policy));
  return std::nullopt;
}

}  // namespace pkgmap::cli
