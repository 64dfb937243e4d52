#include "cli/policy_input.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/facts/policy_files.hpp"

namespace pkgmap::cli {
namespace {

constexpr std::array<std::string_view, 7> kWithout = {"config",  "status",  "verify", "policy",
                                                      "suspend", "history", "doctor"};
constexpr std::array<std::string_view, 3> kMustGoOn = {"resume", "recover", "guard"};

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::optional<Error> prepare_policy(Options& options, const Screen& screen) {
  if (is_one_of(kWithout, options.command)) return std::nullopt;
  auto settings = with_policy(options.settings);
  if (settings) {
    options.settings = std::move(*settings);
    return std::nullopt;
  }
  if (!is_one_of(kMustGoOn, options.command)) return settings.error();
  screen.note(settings.error().message + "; going on with the built-in policy");
  return std::nullopt;
}

}  // namespace pkgmap::cli
