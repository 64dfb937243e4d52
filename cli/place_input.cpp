#include "cli/place_input.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/image/image.hpp"

namespace pkgmap::cli {
namespace {

// The other commands are about the running host, and say so.
constexpr std::array<std::string_view, 5> kOfAnyPlace = {"audit", "config", "explain", "policy",
                                                         "update-expect"};

}  // namespace

std::optional<Error> prepare_place(Options& options, Screen& screen) {
  Settings& settings = options.settings;
  const bool is_asked =
      std::find(kOfAnyPlace.begin(), kOfAnyPlace.end(), options.command) != kOfAnyPlace.end();
  if (settings.image_file.empty() || !is_asked) return std::nullopt;
  image::ImageOptions wanted{settings.libexec};
  if (!settings.dbpath.empty()) wanted.below.push_back(settings.dbpath);
  auto opened = image::Image::open(settings.image_file, wanted);
  if (!opened) return opened.error();
  settings.root = (*opened)->root();
  settings.image = *std::move(opened);
  screen.rename(settings.root, settings.image_file + ":");
  return std::nullopt;
}

}  // namespace pkgmap::cli
