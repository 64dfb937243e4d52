#include "engine/journal/package_notes.hpp"

#include <algorithm>
#include <utility>

#include "engine/journal/exact_text.hpp"
#include "engine/journal/read_text.hpp"
#include "engine/journal/whole_text.hpp"
#include "engine/system/files/state_directory.hpp"

namespace pkgmap {
namespace {

constexpr const char* kMark = kPackageNotes[2];
constexpr const char* kMarkName = "the list of packages";
constexpr const char* kAnnounced = kPackageNotes[1];
constexpr const char* kAnnouncedBefore = kPackageNotes[0];
constexpr const char* kLockOfNotes = "packages.lock";
constexpr int kMarkVersion = 1;
constexpr std::size_t kMostAnnounced = 8U << 20U;

std::int64_t number_in(const Json& json, const char* name) {
  return json[name].integer().value_or(0);
}

Json json_of(const rules::PackageChange& change) {
  return Json::object()
      .set("change", rules::name_of(change.kind))
      .set("name", exact(change.name))
      .set("before", exact(change.before))
      .set("after", exact(change.after))
      .set("when", change.when)
      .set("since", change.since);
}

rules::PackageChange change_from(const Json& json) {
  return {rules::package_change_kind(json["change"].string_or("")),
          exact_text(json["name"]),
          exact_text(json["before"]),
          exact_text(json["after"]),
          number_in(json, "when"),
          number_in(json, "since")};
}

Json json_of(const PackageMark& mark) {
  Json packages = Json::array();
  for (const rules::InstalledPackage& package : mark.packages) {
    packages.push(Json::array()
                      .push(exact(package.name))
                      .push(exact(package.nevra))
                      .push(package.installed_at));
  }
  Json bypassed = Json::array();
  for (const rules::PackageChange& change : mark.bypassed) bypassed.push(json_of(change));
  return Json::object()
      .set("version", kMarkVersion)
      .set("place", exact(mark.place))
      .set("cookie", mark.cookie)
      .set("since", mark.since)
      .set("packages", std::move(packages))
      .set("bypassed", std::move(bypassed))
      .set("checks", exact_list(mark.checks));
}

PackageMark mark_from(const Json& json) {
  PackageMark mark{
      exact_text(json["place"]),  json["cookie"].string_or(""), number_in(json, "since"), {}, {},
      exact_names(json["checks"])};
  for (const Json& one : json["packages"].items()) {
    const Json::Array& parts = one.items();
    if (parts.size() != 3) continue;
    mark.packages.push_back(
        {exact_text(parts[0]), exact_text(parts[1]), parts[2].integer().value_or(0)});
  }
  for (const Json& one : json["bypassed"].items()) mark.bypassed.push_back(change_from(one));
  return mark;
}

Json json_of(const Announcement& announcement) {
  Json packages = Json::array();
  for (const rules::AnnouncedPackage& package : announcement.packages) {
    packages.push(exact_list(std::vector<std::string>{package.name, package.nevra}));
  }
  return Json::object()
      .set("manager", exact(announcement.manager))
      .set("pid", announcement.pid)
      .set("pid_start_time", announcement.pid_start_time)
      .set("boot_id", announcement.boot_id)
      .set("until", announcement.until)
      .set("packages", std::move(packages));
}

Announcement announcement_from(const Json& json) {
  Announcement announcement{exact_text(json["manager"]),
                            static_cast<int>(number_in(json, "pid")),
                            static_cast<std::uint64_t>(number_in(json, "pid_start_time")),
                            json["boot_id"].string_or(""),
                            number_in(json, "until"),
                            {}};
  for (const Json& one : json["packages"].items()) {
    const auto parts = exact_texts(one);
    if (parts.size() == 2) announcement.packages.push_back({parts[0], parts[1]});
  }
  return announcement;
}

// A line that cannot be read is passed over: a power failure may have cut it off.
void add_announcements(const std::string& text, std::vector<Announcement>& announced) {
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const auto json = Json::parse(text.substr(start, end - start));
    if (json && json->is_object()) announced.push_back(announcement_from(*json));
    start = end + 1;
  }
}

}  // namespace

Result<PackageNotes> read_package_notes(const StateStore& store) {
  PackageNotes notes;
  if (store.has(kMark)) {
    const auto text = read_text(store, kMark);
    if (!text) return text.error();
    const auto json = from_whole_text(*text, kMarkName);
    notes.damaged = !json;
    if (json) notes.mark = mark_from(*json);
  }
  for (const char* name : {kAnnouncedBefore, kAnnounced}) {
    if (!store.has(name)) continue;
    const auto text = read_text(store, name);
    if (!text) return text.error();
    add_announcements(*text, notes.announced);
  }
  return notes;
}

Result<std::optional<PackageNotes>> read_package_notes_of(const std::string& state_directory) {
  bool missing = false;
  const auto opened = StateDirectory::open_existing(state_directory, missing);
  if (missing) return std::optional<PackageNotes>{};
  if (!opened) return opened.error();
  auto notes = read_package_notes(*opened);
  if (!notes) return notes.error();
  return std::optional<PackageNotes>(std::move(*notes));
}

Result<std::unique_ptr<StateLock>> try_lock_notes(const StateStore& store) {
  return store.try_lock(kLockOfNotes);
}

Done write_mark(const StateStore& store, const PackageMark& mark) {
  return store.write(kMark, whole_text(json_of(mark)));
}

Done announce(const StateStore& store, const Announcement& announcement) {
  return store.append_unsynced(kAnnounced, json_of(announcement).dump(-1), kMostAnnounced);
}

bool are_notes_full(const StateStore& store) {
  return store.has(kAnnouncedBefore);
}

Done forget_notes(const StateStore& store) {
  for (const char* name : {kMark, kAnnounced, kAnnouncedBefore}) {
    if (Done removed = store.remove(name); !removed) return removed;
  }
  return done();
}

Done keep_announcements(const StateStore& store, const std::vector<Announcement>& announced) {
  if (Done removed = store.remove(kAnnouncedBefore); !removed) return removed;
  if (announced.empty()) return store.remove(kAnnounced);
  std::string text;
  for (const Announcement& one : announced) text += json_of(one).dump(-1) + "\n";
  return store.write(kAnnounced, text);
}

}  // namespace pkgmap
