#include "tests/engine/session/model/model_store.hpp"

#include <algorithm>
#include <utility>

#include "engine/system/step.hpp"

namespace pkgmap::model {
namespace {

Error no_directory() {
  return Error{ErrorCode::failed, "No such file or directory"};
}

Error no_space() {
  return Error{ErrorCode::failed, "No space left on device"};
}

Error read_only() {
  return Error{ErrorCode::failed, "Read-only file system"};
}

class HeldLock : public StateLock {
 public:
  HeldLock(std::shared_ptr<std::set<std::string>> locked, std::string name)
      : locked_(std::move(locked)), name_(std::move(name)) {
    locked_->insert(name_);
  }
  HeldLock(const HeldLock&) = delete;
  HeldLock& operator=(const HeldLock&) = delete;
  ~HeldLock() override { locked_->erase(name_); }

 private:
  std::shared_ptr<std::set<std::string>> locked_;
  std::string name_;
};

}  // namespace

void Disk::vanish() {
  texts.clear();
  unsure_.clear();
  made = false;
  locked = std::make_shared<std::set<std::string>>();
  generation = ++generations_;
}

void Disk::hide() {
  hidden_ = Hidden{generation, std::move(texts), locked};
  vanish();
  made = true;
}

void Disk::show() {
  vanish();
  generation = hidden_->generation;
  texts = std::move(hidden_->texts);
  locked = std::move(hidden_->locked);
  hidden_.reset();
  read_only = false;
  made = true;
}

Disk::Texts* Disk::texts_of(int of_generation) {
  if (of_generation == generation) return &texts;
  return hidden_ && hidden_->generation == of_generation ? &hidden_->texts : nullptr;
}

std::shared_ptr<std::set<std::string>> Disk::locked_in(int of_generation) const {
  return of_generation == generation ? locked : hidden_->locked;
}

bool Disk::take_room() {
  if (!full) return true;
  if (freed == 0) return false;
  --freed;
  return true;
}

void Disk::about_to_change(const std::vector<std::string>& names) {
  unsure_.clear();
  for (const std::string& name : names) {
    const auto found = texts.find(name);
    const bool there = found != texts.end();
    unsure_.push_back({name, there ? std::optional<Text>(found->second) : std::nullopt});
  }
}

void Disk::lose_power() {
  const bool lost = !unsure_.empty() && random_.one_in(2);
  for (const Change& change : unsure_) {
    if (!lost) break;
    if (change.before) {
      texts[change.name] = *change.before;
    } else {
      texts.erase(change.name);
    }
  }
  unsure_.clear();
}

const Disk::Text* ModelStore::find(const std::string& name) const {
  const Disk::Texts* texts = disk_.texts_of(generation_);
  if (!texts) return nullptr;
  const auto found = texts->find(name);
  return found == texts->end() ? nullptr : &found->second;
}

// Only the directory at the path may be full.
bool ModelStore::take_room() const {
  return is_hidden() || disk_.take_room();
}

std::string ModelStore::version(const std::string& name) const {
  const Disk::Text* text = find(name);
  return text ? std::to_string(text->version) : "";
}

Result<std::vector<std::string>> ModelStore::list(const std::string& suffix) const {
  if (auto failed = fails("state.list")) return *std::move(failed);
  std::vector<std::pair<std::uint64_t, std::string>> found;
  const Disk::Texts* texts = disk_.texts_of(generation_);
  if (!texts) return std::vector<std::string>{};
  for (const auto& [name, text] : *texts) {
    if (name.ends_with(suffix)) found.emplace_back(text.rank, name);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> names;
  names.reserve(found.size());
  for (auto& [rank, name] : found) names.push_back(std::move(name));
  return names;
}

Result<std::string> ModelStore::read(const std::string& name, std::size_t /*limit*/) const {
  if (auto failed = fails("state.read")) return *std::move(failed);
  const Disk::Text* found = find(name);
  if (!found) {
    return Error{ErrorCode::failed, "cannot read " + name + ": No such file or directory"};
  }
  if (disk_.unreadable.contains(name)) {
    return Error{ErrorCode::failed, "cannot read " + name + ": Input/output error"};
  }
  return found->now;
}

Result<std::string> ModelStore::read_earlier(const std::string& name) const {
  if (auto failed = fails("state.read-earlier")) return *std::move(failed);
  const Disk::Text* found = find(name);
  if (!found || !found->earlier) {
    return Error{ErrorCode::failed, "cannot read " + name + ": No such file or directory"};
  }
  return *found->earlier;
}

std::uint64_t ModelStore::rank_of(const std::string& name) const {
  const Disk::Text* found = find(name);
  return found ? found->rank : disk_.new_rank();
}

Done ModelStore::put(const std::string& name, Disk::Text text) const {
  if (auto stepped = step("state.rename"); !stepped) return stepped;
  Disk::Texts* texts = disk_.texts_of(generation_);
  if (!texts) return no_directory();
  if (is_read_only()) return read_only();
  if (!is_hidden()) disk_.about_to_change({name});
  text.version = disk_.new_version();
  (*texts)[name] = std::move(text);
  if (auto stepped = step("state.sync"); !stepped) return stepped;
  if (!is_hidden()) disk_.synchronised();
  return done();
}

Done ModelStore::write(const std::string& name, const std::string& bytes) const {
  if (auto stepped = step("state.write"); !stepped) return stepped;
  if (!take_room()) return no_space();
  return put(name, {bytes, {}, rank_of(name)});
}

Done ModelStore::write_with_room(const std::string& name, const std::string& bytes) const {
  if (auto stepped = step("state.write"); !stepped) return stepped;
  const Disk::Text* found = find(name);
  const bool room = found && found->earlier;
  if (!room && !take_room()) return no_space();
  return put(name, {bytes, found ? found->now : "", rank_of(name)});
}

// Its rank is not drawn, so that heartbeats leave the order of all other texts as it was.
Done ModelStore::overwrite(const std::string& name, const std::string& bytes) const {
  if (auto failed = fails("state.overwrite")) return *std::move(failed);
  Disk::Texts* texts = disk_.texts_of(generation_);
  if (!texts) return no_directory();
  if (is_read_only() || disk_.beats_are_lost) return read_only();
  if (!find(name) && disk_.full && !is_hidden()) return no_space();
  (*texts)[name].now = bytes;
  return done();
}

Done ModelStore::append(const std::string& name, const std::string& line,
                        std::size_t /*limit*/) const {
  if (auto stepped = step("state.append"); !stepped) return stepped;
  Disk::Texts* texts = disk_.texts_of(generation_);
  if (!texts) return no_directory();
  if (is_read_only()) return read_only();
  if (disk_.full && !is_hidden()) return no_space();
  Disk::Text& text = (*texts)[name];
  text.now += line + "\n";
  text.version = disk_.new_version();
  return done();
}

Done ModelStore::append_unsynced(const std::string& name, const std::string& line,
                                 std::size_t limit) const {
  const bool may_be_lost = disk_.texts_of(generation_) && !is_hidden();
  if (may_be_lost) disk_.about_to_change({name});
  return append(name, line, limit);
}

Done ModelStore::rename(const std::string& name, const std::string& new_name) const {
  if (auto stepped = step("state.rename"); !stepped) return stepped;
  Disk::Texts* texts = disk_.texts_of(generation_);
  const Disk::Text* found = find(name);
  if (!found) return Error{ErrorCode::failed, "cannot rename " + name};
  if (is_read_only()) return read_only();
  Disk::Text text{found->now, {}, rank_of(new_name), disk_.new_version()};
  if (!is_hidden()) disk_.about_to_change({name, new_name});
  texts->erase(name);
  (*texts)[new_name] = std::move(text);
  if (disk_.full && !is_hidden()) ++disk_.freed;
  if (auto stepped = step("state.sync"); !stepped) return stepped;
  if (!is_hidden()) disk_.synchronised();
  return done();
}

Done ModelStore::remove_unsynced(const std::string& name) const {
  if (auto stepped = step("state.remove"); !stepped) return stepped;
  if (!has(name)) return done();
  if (is_read_only()) return read_only();
  if (!is_hidden()) disk_.about_to_change({name});
  disk_.texts_of(generation_)->erase(name);
  if (disk_.full && !is_hidden()) ++disk_.freed;
  return done();
}

Done ModelStore::remove(const std::string& name) const {
  return remove_unsynced(name);
}

Result<std::unique_ptr<StateLock>> ModelStore::try_lock(const std::string& name) const {
  if (auto stepped = step("state.lock"); !stepped) return stepped.error();
  if (!disk_.texts_of(generation_)) return no_directory();
  if (is_read_only()) return read_only();
  const auto locked = disk_.locked_in(generation_);
  if (locked->contains(name)) return std::unique_ptr<StateLock>();
  if (disk_.on_lock) disk_.on_lock();
  return std::unique_ptr<StateLock>(std::make_unique<HeldLock>(locked, name));
}

}  // namespace pkgmap::model
