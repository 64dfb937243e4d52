// A directory in memory. Each write is atomic, but a power failure may take it back until it is
// synchronised; a lock ends with its process; the disk may be full.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "tests/engine/session/model/faults.hpp"
#include "tests/engine/session/model/random.hpp"

namespace pkgmap::model {

/// What outlives the processes: the texts of a directory.
class Disk {
 public:
  Disk(Random random, std::string where) : path(std::move(where)), random_(random) {}

  struct Text {
    std::string now;
    std::optional<std::string> earlier;  ///< The text before; its room takes the next one.
    /// Decides the order of listing: names are random, so the seed must decide it.
    std::uint64_t rank = 0;
    std::uint64_t version = 0;  ///< Differs after each change.
  };
  using Texts = std::map<std::string, Text>;
  const std::string path;  ///< Path of the directory.
  Texts texts;
  bool made = false;  ///< A process has made the directory.
  bool full = false;
  bool read_only = false;       ///< Nothing can be written into the directory at the path.
  bool beats_are_lost = false;  ///< No heartbeat can be written.
  int freed = 0;                ///< How many texts have left a full disk: so many may be added.
  std::set<std::string> unreadable{};  ///< Names of the texts that cannot be read for now.
  /// Grows when somebody removes the directory: a store of an older one finds no text any more.
  int generation = 0;

  /// Removes the directory with all that is in it; somebody may make it again.
  void vanish();
  /// Another directory, which is empty, hides this one; the stores of this one go on.
  void hide();
  /// The hidden one is there again, and its stores are in place. Removes the other one.
  void show();
  /// Those of the directory that had this generation; null if it was removed.
  Texts* texts_of(int of_generation);
  /// Names of the locks that are held. The processes hold them, and may end later than the disk.
  std::shared_ptr<std::set<std::string>> locked = std::make_shared<std::set<std::string>>();
  std::shared_ptr<std::set<std::string>> locked_in(int of_generation) const;

  std::function<void()> on_lock;  ///< Called when a process takes a lock; may be empty.

  /// Returns false if there is no room for another text.
  bool take_room();
  std::uint64_t new_rank() { return random_.next(); }
  std::uint64_t new_version() { return ++versions_; }
  /// These texts are about to change: a power failure takes back all of the changes or none.
  void about_to_change(const std::vector<std::string>& names);
  void synchronised() { unsure_.clear(); }
  /// Perhaps takes back the changes that are not synchronised yet.
  void lose_power();

 private:
  struct Change {
    std::string name;
    std::optional<Text> before;
  };
  struct Hidden {
    int generation = 0;
    Texts texts;
    std::shared_ptr<std::set<std::string>> locked;
  };
  Random random_;
  std::vector<Change> unsure_;
  std::optional<Hidden> hidden_;
  int generations_ = 0;
  std::uint64_t versions_ = 0;
};

class ModelStore : public StateStore {
 public:
  /// The disk must outlive the store, and so must `faults`: by these the calls that are no steps
  /// may fail; null: none does.
  explicit ModelStore(Disk& disk, Faults* faults = nullptr)
      : disk_(disk), faults_(faults), generation_(disk.generation) {}

  const std::string& path() const override { return disk_.path; }
  Result<std::vector<std::string>> list(const std::string& suffix) const override;
  Result<std::string> read(const std::string& name, std::size_t limit) const override;
  bool is_in_place() const override { return disk_.made && generation_ == disk_.generation; }
  std::string version(const std::string& name) const override;
  bool has(const std::string& name) const override { return find(name) != nullptr; }
  Done overwrite(const std::string& name, const std::string& bytes) const override;
  Done write(const std::string& name, const std::string& bytes) const override;
  Done write_with_room(const std::string& name, const std::string& bytes) const override;
  Result<std::string> read_earlier(const std::string& name) const override;
  Done append(const std::string& name, const std::string& line, std::size_t limit) const override;
  Done append_unsynced(const std::string& name, const std::string& line,
                       std::size_t limit) const override;
  Done rename(const std::string& name, const std::string& new_name) const override;
  Done remove(const std::string& name) const override;
  Done remove_unsynced(const std::string& name) const override;
  Result<std::unique_ptr<StateLock>> try_lock(const std::string& name) const override;

 private:
  Done put(const std::string& name, Disk::Text text) const;
  std::uint64_t rank_of(const std::string& name) const;
  /// Null if there is no such text.
  const Disk::Text* find(const std::string& name) const;
  bool take_room() const;
  std::optional<Error> fails(std::string_view call) const {
    return faults_ ? faults_->come(call) : std::nullopt;
  }
  bool is_hidden() const { return generation_ != disk_.generation; }
  bool is_read_only() const { return disk_.read_only && !is_hidden(); }

  Disk& disk_;
  Faults* faults_;
  int generation_;
};

}  // namespace pkgmap::model
