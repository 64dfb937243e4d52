#include "engine/journal/content_records.hpp"

#include <set>
#include <utility>

#include "engine/journal/exact_text.hpp"
#include "engine/journal/read_text.hpp"
#include "engine/journal/whole_text.hpp"
#include "engine/system/files/state_directory.hpp"
#include "parsers/source/ascii.hpp"
#include "rules/judge/way.hpp"

namespace pkgmap {
namespace {

using rules::ContentRecord;
using rules::FileIdentity;

constexpr const char* kRecordOfContents = "the record of contents";
constexpr int kContentsVersion = 1;
constexpr const char* kAfterDamage =
    "a session begins a new record, and takes the contents that monit compares with as good; "
    "'monit-pkgmap verify --against package' says which files are not as packaged";
// More than any control file has checks; the bound is for a user who fills his own state directory.
constexpr std::size_t kMostContents = 20'000;

Json json_of(const rules::Digests& digests) {
  Json json = Json::object();
  for (const auto& [algorithm, sum] : digests) {
    if (!sum.empty()) json.set(algorithm.name(), sum);
  }
  return json;
}

rules::Digests digests_from(const Json& json) {
  rules::Digests digests;
  for (const auto& [algorithm, sum] : json.members()) {
    digests[Algorithm::called(algorithm)] = sum.string_or("");
  }
  return digests;
}

FileIdentity identity_from(const Json& json) {
  const auto number = [&](const char* name) { return json[name].integer().value_or(0); };
  return {static_cast<std::uint64_t>(number("device")), static_cast<std::uint64_t>(number("inode")),
          number("size"), number("ctime")};
}

Json with_identity(Json json, const FileIdentity& identity) {
  return json.set("device", identity.device)
      .set("inode", identity.inode)
      .set("size", identity.size)
      .set("ctime", identity.ctime);
}

Json json_of(const ContentRecord& record) {
  Json links = Json::array();
  for (const rules::LinkOnWay& link : record.links) {
    links.push(exact_list(std::vector<std::string>{link.place, link.text}));
  }
  Json json = Json::object()
                  .set("control_file", exact(record.control_file))
                  .set("check", exact(record.check))
                  .set("path", exact(record.path))
                  .set("digests", json_of(record.digests));
  json = with_identity(std::move(json), record.identity)
             .set("links", std::move(links))
             .set("when", record.when)
             .set("incarnation", record.incarnation)
             .set("noted", json_of(record.noted));
  if (record.made.known()) json.set("made", with_identity(Json::object(), record.made));
  return json;
}

ContentRecord record_from(const Json& json) {
  const auto number = [&](const char* name) { return json[name].integer().value_or(0); };
  ContentRecord record;
  record.control_file = exact_text(json["control_file"]);
  record.check = exact_text(json["check"]);
  record.path = exact_text(json["path"]);
  record.digests = digests_from(json["digests"]);
  record.identity = identity_from(json);
  for (const Json& link : json["links"].items()) {
    const auto texts = exact_texts(link);
    if (texts.size() == 2) record.links.push_back({texts[0], texts[1]});
  }
  record.when = number("when");
  record.incarnation = number("incarnation");
  record.noted = digests_from(json["noted"]);
  record.made = identity_from(json["made"]);
  return record;
}

Result<std::vector<ContentRecord>> records_from_text(const std::string& text) {
  const auto json = from_whole_text(text, kRecordOfContents);
  if (!json) return json.error();
  std::vector<ContentRecord> records;
  for (const Json& one : (*json)["files"].items()) records.push_back(record_from(one));
  return records;
}

// Whether both would be written as the same text.
bool is_written_alike(const ContentRecord& left, const ContentRecord& right) {
  return json_of(left).dump() == json_of(right).dump();
}

}  // namespace

Result<ContentRecords> ContentRecords::read(const StateStore& store) {
  std::optional<Error> damage;
  auto records = read_or_begin_anew(store, damage);
  if (damage) return *damage;
  return records;
}

Result<ContentRecords> ContentRecords::read_or_begin_anew(const StateStore& store,
                                                          std::optional<Error>& damage) {
  ContentRecords records;
  if (!store.has(kContentsFile)) return records;
  const auto text = read_text(store, kContentsFile);
  if (!text) return text.error();
  auto known = records_from_text(*text);
  if (!known) {
    records.changed_ = true;
    const auto earlier = store.read_earlier(kContentsFile);
    auto before =
        earlier ? records_from_text(*earlier) : Result<std::vector<ContentRecord>>(earlier.error());
    if (!before) {
      damage = known.error();
      damage->hint = kAfterDamage;
      return records;
    }
    known = std::move(before);
  }
  for (ContentRecord& one : *known) {
    records.records_.emplace(key_of(one.control_file, one.check), std::move(one));
  }
  return records;
}

ContentRecords::Key ContentRecords::key_of(const std::string& control_file,
                                           const std::string& check) {
  return {control_file, lower(check)};
}

const ContentRecord* ContentRecords::find(const std::string& control_file,
                                          const std::string& check) const {
  const auto found = records_.find(key_of(control_file, check));
  return found == records_.end() ? nullptr : &found->second;
}

const ContentRecord* ContentRecords::find(const std::string& control_file, const std::string& check,
                                          const std::string& path) const {
  const ContentRecord* record = find(control_file, check);
  return record && record->path == path ? record : nullptr;
}

std::vector<const ContentRecord*> ContentRecords::of(const std::string& control_file) const {
  std::vector<const ContentRecord*> found;
  for (const auto& [key, record] : records_) {
    if (key.first == control_file) found.push_back(&record);
  }
  return found;
}

void ContentRecords::put(ContentRecord record) {
  const Key key = key_of(record.control_file, record.check);
  const auto found = records_.find(key);
  if (found == records_.end()) {
    if (records_.size() >= kMostContents) return;
    records_.emplace(key, std::move(record));
    changed_ = true;
    return;
  }
  // A new time alone is a change only if it settles the record.
  const std::int64_t when = std::exchange(record.when, found->second.when);
  const bool alike = is_written_alike(found->second, record);
  record.when = when;
  const bool settles = !rules::is_settled(found->second) && rules::is_settled(record);
  if (alike && !settles) return;
  found->second = std::move(record);
  changed_ = true;
}

void ContentRecords::keep_only(const std::string& control_file, const CheckNames& checks) {
  std::set<Key> named;
  for (const std::string& check : checks) named.insert(key_of(control_file, check));
  const auto gone = std::erase_if(records_, [&](const auto& record) {
    return record.first.first == control_file && !named.contains(record.first);
  });
  if (gone != 0) changed_ = true;
}

Done ContentRecords::write(const StateStore& store) const {
  if (!changed_) return done();
  Json files = Json::array();
  for (const auto& [key, record] : records_) files.push(json_of(record));
  const Json json = Json::object().set("version", kContentsVersion).set("files", std::move(files));
  return store.write_with_room(kContentsFile, whole_text(json));
}

Result<std::optional<ContentRecords>> read_contents_of(const std::string& state_directory) {
  bool missing = false;
  const auto opened = StateDirectory::open_existing(state_directory, missing);
  if (missing) return std::optional<ContentRecords>{};
  if (!opened) return opened.error();
  auto records = ContentRecords::read(*opened);
  if (!records) return records.error();
  return std::optional<ContentRecords>(std::move(*records));
}

}  // namespace pkgmap
