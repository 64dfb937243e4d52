#include "cli/place_input.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "cli/usage.hpp"
#include "engine/bundle/bundle.hpp"
#include "engine/image/image.hpp"
#include "engine/recorded/recorded_host.hpp"

namespace pkgmap::cli {
namespace {

// The other commands are about the running host, and say so.
constexpr std::array<std::string_view, 6> kOfImages = {"audit",   "bundle", "config",
                                                       "explain", "policy", "update-expect"};
constexpr std::array<std::string_view, 5> kOfBundles = {"audit", "config", "explain", "history",
                                                        "policy"};
constexpr std::array<std::string_view, 2> kOfNoBundle = {"bundle", "update-expect"};

template <std::size_t Size>
bool is_among(const std::array<std::string_view, Size>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<Error> use_image(Options& options, Screen& screen) {
  Settings& settings = options.settings;
  image::ImageOptions wanted{settings.libexec};
  if (!settings.dbpath.empty()) wanted.below.push_back(settings.dbpath);
  auto opened = image::Image::open(settings.image_file, wanted);
  if (!opened) return opened.error();
  settings.root = (*opened)->root();
  settings.image = *std::move(opened);
  screen.rename(settings.root, settings.image_file + ":");
  return std::nullopt;
}

std::optional<Error> use_bundle(Options& options, Screen& screen) {
  if (is_among(kOfNoBundle, options.command)) {
    return usage_error(options.command +
                           " reads contents that no bundle has, so it cannot be "
                           "combined with --bundle",
                       "--image has the contents", options.command);
  }
  auto opened = open_bundle(options.settings);
  if (!opened) return opened.error();
  options.settings = std::move(*opened);
  screen.rename(options.settings.root, options.settings.bundle_file + ":");
  return std::nullopt;
}

}  // namespace

std::optional<Error> prepare_place(Options& options, Screen& screen) {
  const Settings& settings = options.settings;
  if (!settings.image_file.empty() && is_among(kOfImages, options.command)) {
    return use_image(options, screen);
  }
  const bool of_a_bundle =
      is_among(kOfBundles, options.command) || is_among(kOfNoBundle, options.command);
  if (!settings.bundle_file.empty() && of_a_bundle) return use_bundle(options, screen);
  return std::nullopt;
}

bool has_monit(const Settings& settings) {
  return settings.recorded ? settings.recorded->live : settings.live();
}

Error tied_to_this_host(const Settings& settings, const std::string& deed, std::string hint) {
  return Error{ErrorCode::usage,
               deed + ", so it cannot be combined with " + settings.place_option(),
               std::move(hint)};
}

}  // namespace pkgmap::cli
