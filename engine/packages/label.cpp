#include "engine/packages/label.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace pkgmap {
namespace {

enum Rank { kNone, kName, kVersion, kRelease, kNameArch, kVersionArch, kReleaseArch, kYum };

bool digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view without_zeros(std::string_view number) {
  const std::size_t first = number.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view() : number.substr(first);
}

// Splits "1:8.0" into "1" and "8.0"; nullopt if there is no epoch.
std::pair<std::optional<std::string_view>, std::string_view> split_epoch(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !digits(text.substr(0, colon)))
    return {std::nullopt, text};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

bool same_epoch(std::optional<std::string_view> asked, const rules::Nevra& nevra) {
  return !asked || without_zeros(*asked) == without_zeros(nevra.epoch);
}

bool is_arch_of(std::string_view text, const rules::Nevra& nevra) {
  return !nevra.arch.empty() && text.starts_with('.') && text.substr(1) == nevra.arch;
}

int rank_of_evr(std::string_view text, const rules::Nevra& nevra) {
  const auto [epoch, rest] = split_epoch(text);
  if (!same_epoch(epoch, nevra) || !rest.starts_with(nevra.version)) return kNone;
  std::string_view tail = rest.substr(nevra.version.size());
  if (tail.empty()) return kVersion;
  if (is_arch_of(tail, nevra)) return kVersionArch;
  if (!tail.starts_with("-" + nevra.release)) return kNone;
  tail.remove_prefix(1 + nevra.release.size());
  if (tail.empty()) return kRelease;
  return is_arch_of(tail, nevra) ? kReleaseArch : kNone;
}

int rank_of(std::string_view label, const rules::Nevra& nevra) {
  if (!label.starts_with(nevra.name)) return kNone;
  const std::string_view rest = label.substr(nevra.name.size());
  if (rest.empty()) return kName;
  if (is_arch_of(rest, nevra)) return kNameArch;
  return rest.starts_with('-') ? rank_of_evr(rest.substr(1), nevra) : kNone;
}

void add_once(std::vector<std::string>& names, std::string name) {
  if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return;
  names.push_back(std::move(name));
}

void add_beginnings(std::vector<std::string>& names, const std::string& label) {
  add_once(names, label);
  const std::size_t last = label.rfind('-');
  if (last == std::string::npos || last == 0) return;
  add_once(names, label.substr(0, last));
  const std::size_t before = label.rfind('-', last - 1);
  if (before != std::string::npos) add_once(names, label.substr(0, before));
}

}  // namespace

bool is_glob(const std::string& label) {
  return label.find_first_of("*?[") != std::string::npos;
}

std::vector<std::string> names_in_label(const std::string& label) {
  std::vector<std::string> names;
  for (const std::string& text : {label, std::string(split_epoch(label).second)}) {
    add_beginnings(names, text);
    const std::size_t dot = text.rfind('.');
    if (dot != std::string::npos) add_beginnings(names, text.substr(0, dot));
  }
  return names;
}

int label_rank(const std::string& label, const rules::Nevra& nevra) {
  if (const int rank = rank_of(label, nevra)) return rank;
  const auto [epoch, rest] = split_epoch(label);
  if (!epoch || !same_epoch(epoch, nevra)) return kNone;
  return rank_of(rest, nevra) != kNone ? kYum : kNone;
}

}  // namespace pkgmap
