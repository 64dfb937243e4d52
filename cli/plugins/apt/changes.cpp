#include "cli/plugins/apt/changes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>

#include "parsers/source/ascii.hpp"
#include "parsers/source/hex.hpp"
#include "rules/nevra.hpp"

namespace pkgmap::apt {
namespace {

constexpr std::string_view kConfigure = "**CONFIGURE**";
constexpr std::string_view kRemove = "**REMOVE**";
constexpr std::string_view kNoVersion = "-";

// A line of protocol 2 or 3. Protocol 2 tells no architectures.
struct Line {
  std::string_view name;
  std::string_view old_version;
  std::string_view old_arch;
  std::string_view direction;
  std::string_view new_version;
  std::string_view new_arch;
  std::string_view act;  ///< Path of a .deb file, or one of the two words above.
};

std::string_view take_until(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

// apt writes each blank and other special byte of a value as %XX.
std::string decoded(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escaped = text[at] == '%' && at + 2 < text.size() && hex_digit(text[at + 1]) >= 0 &&
                         hex_digit(text[at + 2]) >= 0;
    if (!escaped) {
      bytes += text[at];
      continue;
    }
    bytes += static_cast<char>(hex_digit(text[at + 1]) * 16 + hex_digit(text[at + 2]));
    at += 2;
  }
  return bytes;
}

std::optional<Line> line_of(std::string_view text, bool with_architectures) {
  Line line;
  line.name = take_until(text, ' ');
  line.old_version = take_until(text, ' ');
  if (with_architectures) {
    line.old_arch = take_until(text, ' ');
    take_until(text, ' ');
  }
  line.direction = take_until(text, ' ');
  line.new_version = take_until(text, ' ');
  if (with_architectures) {
    line.new_arch = take_until(text, ' ');
    take_until(text, ' ');
  }
  line.act = text;
  const bool whole = !line.name.empty() && !line.act.empty() &&
                     (line.direction == "<" || line.direction == ">" || line.direction == "=");
  return whole ? std::optional(line) : std::nullopt;
}

std::string action_of(const Line& line) {
  if (line.old_version == kNoVersion) return "install";
  if (line.direction == "=") return "reinstall";
  return line.direction == ">" ? "downgrade" : "upgrade";
}

Change change_of(const Line& line) {
  const bool removed = line.act == kRemove;
  Change change;
  change.name = line.name;
  change.version = removed ? line.old_version : line.new_version;
  change.arch = removed ? line.old_arch : line.new_arch;
  if (change.arch == kNoVersion) change.arch.clear();
  change.action = removed ? "remove" : action_of(line);
  if (!removed && line.act != kConfigure) change.deb = line.act;
  return change;
}

// Keeps one change of each package. dpkg may remove a package before it unpacks it, and configures
// what it has unpacked: what comes counts more than what goes, and the file more than its absence.
class Changes {
 public:
  void add(Change change) {
    const auto [place, is_new] = places_.try_emplace(change.name + ':' + change.arch, all_.size());
    if (is_new) {
      all_.push_back(std::move(change));
    } else if (all_[place->second].deb.empty() &&
               (!change.deb.empty() || all_[place->second].action == "remove")) {
      all_[place->second] = std::move(change);
    }
  }
  std::vector<Change> take() { return std::move(all_); }

 private:
  std::map<std::string, std::size_t, std::less<>> places_;
  std::vector<Change> all_;
};

std::vector<Change> changes_of_files(std::string_view paths) {
  std::vector<Change> changes;
  while (!paths.empty()) {
    const std::string_view path = take_until(paths, '\n');
    if (path.starts_with('/')) changes.push_back({"upgrade", "", "", "", std::string(path)});
  }
  return changes;
}

bool is_root(std::string_view directory) {
  return directory.find_first_not_of('/') == kNowhere;
}

template <typename Function>
bool any_setting(const Told& told, std::string_view name, const Function& holds) {
  return std::any_of(told.settings.begin(), told.settings.end(), [&](const auto& setting) {
    return equal_without_case(setting.first, name) && holds(std::string_view(setting.second));
  });
}

bool is_true(std::string_view value) {
  constexpr std::array<std::string_view, 6> kTrue = {"1", "yes", "true", "with", "on", "enable"};
  return is_any_of(value, kTrue);
}

bool is_no_root(std::string_view value) {
  return !is_root(value);
}

// The words that apt puts before its own on the command line of dpkg: the values of all settings
// right below DPkg::Options, which may have names: DPkg::Options { "--log"; Place "/var/log/x"; }.
std::vector<std::string> words_for_dpkg(const Told& told) {
  constexpr std::string_view kOptions = "DPkg::Options::";
  std::vector<std::string> words;
  for (const auto& [name, value] : told.settings) {
    const std::string_view whole = name;
    const bool is_below = equal_without_case(whole.substr(0, kOptions.size()), kOptions);
    if (is_below && whole.find("::", kOptions.size()) == kNowhere) words.push_back(value);
  }
  return words;
}

}  // namespace

Told read_told(std::string_view text) {
  Told told;
  constexpr std::string_view kVersion = "VERSION ";
  if (!text.starts_with(kVersion)) {
    told.changes = changes_of_files(text);
    return told;
  }
  const std::string_view first = take_until(text, '\n');
  const bool with_architectures = first.substr(kVersion.size()) != "2";
  while (!text.empty()) {
    std::string_view line = take_until(text, '\n');
    if (line.empty()) break;
    const std::string_view name = take_until(line, '=');
    told.settings.emplace_back(decoded(name), decoded(line));
  }
  Changes changes;
  while (!text.empty()) {
    if (const auto line = line_of(take_until(text, '\n'), with_architectures)) {
      changes.add(change_of(*line));
    }
  }
  told.changes = changes.take();
  return told;
}

bool changes_this_system(const Told& told, const DpkgVariables& variables) {
  for (const char* root : {"Dir", "RootDir", "DPkg::Chroot-Directory"}) {
    if (any_setting(told, root, is_no_root)) return false;
  }
  if (any_setting(told, "Debug::pkgDPkgPM", is_true)) return false;
  return !leads_elsewhere(split_words(words_for_dpkg(told)).options, variables);
}

bool without_locks(const Told& told) {
  return any_setting(told, "Debug::NoLocking", is_true);
}

Json transaction_of(const std::vector<Change>& changes, const char* manager, int pid) {
  Json items = Json::array();
  for (const Change& change : changes) {
    const rules::Nevra build = rules::debian_package(change.name, change.version, change.arch);
    Json item = Json::object().set("action", change.action);
    if (!change.name.empty()) item.set("name", change.name);
    items.push(item.set("epoch", build.epoch)
                   .set("version", build.version)
                   .set("release", build.release)
                   .set("arch", change.arch)
                   .set("deb", Json::text_or_null(change.deb)));
  }
  return Json::object()
      .set("schema", 1)
      .set("manager", manager)
      .set("pid", pid)
      .set("items", std::move(items));
}

}  // namespace pkgmap::apt
