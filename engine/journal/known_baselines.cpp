#include "engine/journal/known_baselines.hpp"

#include <algorithm>
#include <utility>

#include "engine/journal/exact_text.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {
namespace {

constexpr const char* kBaselinesFile = "baselines";
constexpr int kBaselinesVersion = 1;
// A control file has not more; whoever writes his own state directory full is stopped here.
constexpr std::size_t kMost = 100'000;

bool same_file(const HeldBaseline& left, const HeldBaseline& right) {
  return monitrc::same_name(left.check, right.check) && left.path == right.path;
}

std::vector<HeldBaseline> read_known(const StateStore& store) {
  std::vector<HeldBaseline> known;
  if (!store.has(kBaselinesFile)) return known;
  const auto text = store.read(kBaselinesFile);
  const auto json = text ? Json::parse(*text) : std::nullopt;
  if (!json) return known;
  for (const Json& one : (*json)["baselines"].items()) {
    known.push_back({exact_text(one["check"]), exact_text(one["path"]),
                     one["algorithm"].string_or(""), one["digest"].string_or("")});
  }
  return known;
}

Done write_known(const StateStore& store, const std::vector<HeldBaseline>& known) {
  Json list = Json::array();
  for (const HeldBaseline& one : known) {
    list.push(Json::object()
                  .set("check", exact(one.check))
                  .set("path", exact(one.path))
                  .set("algorithm", one.algorithm)
                  .set("digest", one.digest));
  }
  const Json json =
      Json::object().set("version", kBaselinesVersion).set("baselines", std::move(list));
  return store.write(kBaselinesFile, json.dump() + "\n");
}

// False: it was known already.
bool note(const HeldBaseline& held, std::vector<HeldBaseline>& known) {
  for (HeldBaseline& one : known) {
    if (!same_file(one, held)) continue;
    const bool news = one.digest != held.digest || one.algorithm != held.algorithm;
    one = held;
    return news;
  }
  if (known.size() >= kMost) return false;
  known.push_back(held);
  return true;
}

}  // namespace

void fill_in_known(const StateStore& store, std::vector<HeldBaseline>& baselines) {
  const auto is_unknown = [](const HeldBaseline& held) {
    return held.digest.empty() && !held.none;
  };
  if (std::none_of(baselines.begin(), baselines.end(), is_unknown)) return;
  const std::vector<HeldBaseline> known = read_known(store);
  for (HeldBaseline& held : baselines) {
    if (!is_unknown(held)) continue;
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const HeldBaseline& one) { return same_file(one, held); });
    if (found != known.end()) held = *found;
  }
}

Done note_known(const StateStore& store, const std::vector<HeldBaseline>& baselines) {
  std::vector<HeldBaseline> known = read_known(store);
  bool news = false;
  for (const HeldBaseline& held : baselines) {
    if (!held.digest.empty() && note(held, known)) news = true;
  }
  return news ? write_known(store, known) : done();
}

}  // namespace pkgmap
