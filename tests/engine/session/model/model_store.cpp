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

class HeldLock : public StateLock {
 public:
  HeldLock(Disk& disk, std::string name) : locked_(disk.locked), name_(std::move(name)) {
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
  ++generation;
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

Result<std::vector<std::string>> ModelStore::list(const std::string& suffix) const {
  std::vector<std::pair<std::uint64_t, std::string>> found;
  if (!is_there()) return std::vector<std::string>{};
  for (const auto& [name, text] : disk_.texts) {
    if (name.ends_with(suffix)) found.emplace_back(text.rank, name);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> names;
  names.reserve(found.size());
  for (auto& [rank, name] : found) names.push_back(std::move(name));
  return names;
}

Result<std::string> ModelStore::read(const std::string& name, std::size_t /*limit*/) const {
  const auto found = disk_.texts.find(name);
  if (!is_there() || found == disk_.texts.end()) {
    return Error{ErrorCode::failed, "cannot read " + name + ": No such file or directory"};
  }
  if (disk_.unreadable.contains(name)) {
    return Error{ErrorCode::failed, "cannot read " + name + ": Input/output error"};
  }
  return found->second.now;
}

Result<std::string> ModelStore::read_earlier(const std::string& name) const {
  const auto found = disk_.texts.find(name);
  if (!is_there() || found == disk_.texts.end() || !found->second.earlier) {
    return Error{ErrorCode::failed, "cannot read " + name + ": No such file or directory"};
  }
  return *found->second.earlier;
}

std::uint64_t ModelStore::rank_of(const std::string& name) const {
  const auto found = disk_.texts.find(name);
  return found == disk_.texts.end() ? disk_.new_rank() : found->second.rank;
}

Done ModelStore::put(const std::string& name, Disk::Text text) const {
  if (auto stepped = step("state.rename"); !stepped) return stepped;
  if (!is_there()) return no_directory();
  disk_.about_to_change({name});
  disk_.texts[name] = std::move(text);
  if (auto stepped = step("state.sync"); !stepped) return stepped;
  disk_.synchronised();
  return done();
}

Done ModelStore::write(const std::string& name, const std::string& bytes) const {
  if (auto stepped = step("state.write"); !stepped) return stepped;
  if (!disk_.take_room()) return no_space();
  return put(name, {bytes, {}, rank_of(name)});
}

Done ModelStore::write_with_room(const std::string& name, const std::string& bytes) const {
  if (auto stepped = step("state.write"); !stepped) return stepped;
  const auto found = disk_.texts.find(name);
  const bool room = found != disk_.texts.end() && found->second.earlier;
  if (!room && !disk_.take_room()) return no_space();
  return put(name, {bytes, found == disk_.texts.end() ? "" : found->second.now, rank_of(name)});
}

// Its rank is not drawn, so that heartbeats leave the order of all other texts as it was.
Done ModelStore::overwrite(const std::string& name, const std::string& bytes) const {
  if (!is_there()) return no_directory();
  if (!disk_.texts.contains(name) && disk_.full) return no_space();
  disk_.texts[name].now = bytes;
  return done();
}

Done ModelStore::append(const std::string& name, const std::string& line,
                        std::size_t /*limit*/) const {
  if (auto stepped = step("state.append"); !stepped) return stepped;
  if (!is_there()) return no_directory();
  if (disk_.full) return no_space();
  Disk::Text& text = disk_.texts[name];
  text.now += line + "\n";
  return done();
}

Done ModelStore::rename(const std::string& name, const std::string& new_name) const {
  if (auto stepped = step("state.rename"); !stepped) return stepped;
  const auto found = disk_.texts.find(name);
  if (!is_there() || found == disk_.texts.end()) {
    return Error{ErrorCode::failed, "cannot rename " + name};
  }
  Disk::Text text{found->second.now, {}, rank_of(new_name)};
  disk_.about_to_change({name, new_name});
  disk_.texts.erase(name);
  disk_.texts[new_name] = std::move(text);
  if (disk_.full) ++disk_.freed;
  if (auto stepped = step("state.sync"); !stepped) return stepped;
  disk_.synchronised();
  return done();
}

Done ModelStore::remove(const std::string& name) const {
  if (auto stepped = step("state.remove"); !stepped) return stepped;
  if (!has(name)) return done();
  disk_.about_to_change({name});
  disk_.texts.erase(name);
  if (disk_.full) ++disk_.freed;
  return done();
}

Result<std::unique_ptr<StateLock>> ModelStore::try_lock(const std::string& name) const {
  if (auto stepped = step("state.lock"); !stepped) return stepped.error();
  if (!is_there()) return no_directory();
  if (disk_.locked->contains(name)) return std::unique_ptr<StateLock>();
  return std::unique_ptr<StateLock>(std::make_unique<HeldLock>(disk_, name));
}

}  // namespace pkgmap::model
