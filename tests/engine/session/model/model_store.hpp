// A directory in memory: whole writes that a power failure may take back until they are
// synchronised, a lock that goes with its process, a disk that may be full.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "tests/engine/session/model/random.hpp"

namespace pkgmap::model {

/// What outlives the processes.
class Disk {
 public:
  Disk(Random random, std::string where) : path(std::move(where)), random_(random) {}

  struct Text {
    std::string now;
    std::optional<std::string> earlier;  ///< The room that was set aside.
    std::uint64_t rank = 0;  ///< Names are random, so their order is for the seed to decide.
  };
  const std::string path;  ///< Of the directory.
  std::map<std::string, Text> texts;
  bool made = false;  ///< Somebody has made the directory.
  bool full = false;
  int freed = 0;  ///< Texts of a full disk that have gone: as many may come.
  bool locked = false;

  /// False: there is no room for another text.
  bool take_room();
  std::uint64_t new_rank() { return random_.next(); }
  /// All of them or none.
  void about_to_change(const std::vector<std::string>& names);
  void synchronised() { unsure_.clear(); }
  /// What was not synchronised yet may be gone.
  void lose_power();

 private:
  struct Change {
    std::string name;
    std::optional<Text> before;
  };
  Random random_;
  std::vector<Change> unsure_;
};

class ModelStore : public StateStore {
 public:
  /// The disk outlives it.
  explicit ModelStore(Disk& disk) : disk_(disk) {}

  const std::string& path() const override { return disk_.path; }
  Result<std::vector<std::string>> list(const std::string& suffix) const override;
  Result<std::string> read(const std::string& name, std::size_t limit) const override;
  bool has(const std::string& name) const override { return disk_.texts.contains(name); }
  Done write(const std::string& name, const std::string& bytes) const override;
  Done write_with_room(const std::string& name, const std::string& bytes) const override;
  Result<std::string> read_earlier(const std::string& name) const override;
  Done append(const std::string& name, const std::string& line, std::size_t limit) const override;
  Done rename(const std::string& name, const std::string& new_name) const override;
  Done remove(const std::string& name) const override;
  Result<std::unique_ptr<StateLock>> try_lock(const std::string& name) const override;

 private:
  Done put(const std::string& name, Disk::Text text) const;
  std::uint64_t rank_of(const std::string& name) const;

  Disk& disk_;
};

}  // namespace pkgmap::model
