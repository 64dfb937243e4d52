#include "engine/facts/file_updates.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "engine/facts/accounts.hpp"
#include "engine/facts/file_state.hpp"
#include "engine/facts/shipped_files.hpp"
#include "engine/packages/payload_digests.hpp"
#include "engine/system/files/paths.hpp"
#include "engine/system/files/root_directory.hpp"
#include "rules/predict/file_fate.hpp"

namespace pkgmap {
namespace {

using monitrc::CheckType;
using monitrc::TestKind;
using rules::FileFate;
using rules::FileUpdate;

constexpr int kMostLinks = 8;

bool watches_a_file(const monitrc::Check& check) {
  return check.type == CheckType::file || check.type == CheckType::directory ||
         check.type == CheckType::fifo;
}

/// Collects the update of one check after the other.
class Gatherer {
 public:
  Gatherer(const ShippedFiles& shipped, PackageDatabase& database, const Settings& settings)
      : shipped_(shipped),
        database_(database),
        settings_(settings),
        root_(settings.root),
        accounts_(settings.root) {}

  Result<FileUpdate> look_at(const rules::CheckFacts& check) {
    FileUpdate update;
    update.path = check.path.hops.back();
    if (const ShippedFile* file = follow(check.path)) {
      replace(*file, check.path.hops.back(), update);
    } else if (const ShippedFile* gone = shipped_.outgoing(update.path)) {
      auto lost = is_lost(update.path, *gone);
      if (!lost) return lost.error();
      const rules::Nevra* successor = shipped_.successor(gone->package.name);
      if (*lost && successor) {
        update.fate = FileFate::vanishes;
        update.package = *successor;
        update.now = state_now(root_, update.path, {}, accounts_);
      }
    }
    const bool directory = check.check->type == CheckType::directory;
    update.entries_change = directory && shipped_.entries_change(update.path);
    return update;
  }

  void note_accounts(const monitrc::Check& check, const FileUpdate& update,
                     rules::Accounts& accounts) const {
    const auto note_user = [&](const std::string& name) {
      if (const auto id = accounts_.user(name)) accounts.users.emplace(name, *id);
    };
    const auto note_group = [&](const std::string& name) {
      if (const auto id = accounts_.group(name)) accounts.groups.emplace(name, *id);
    };
    if (update.fate != FileFate::replaced) return;
    note_user(update.after.user);
    note_group(update.after.group);
    for (const monitrc::Test& test : check.tests) {
      if (test.kind == TestKind::uid) note_user(test.expect);
      if (test.kind == TestKind::gid) note_group(test.expect);
    }
  }

  /// Notes a sum that no header has, to read it from the payload; `number` is that of the update.
  void want_sum(const monitrc::Check& check, bool suspended, std::size_t number,
                FileUpdate& update) {
    const monitrc::Test* test = rules::checksum_test(check);
    if (!test || !test->algorithm || update.fate != FileFate::replaced) return;
    // A suspended check accepts any new content as its baseline.
    if (test->expect.empty() && suspended) return;
    const std::string algorithm = monitrc::name_of(*test->algorithm);
    const auto now = state_now(root_, check.path, {algorithm}, accounts_);
    update.now.digests.insert(now.digests.begin(), now.digests.end());
    if (update.after.digests.contains(algorithm)) return;
    const ShippedFile* file = shipped_.incoming(update.path);
    if (file) wanted_[file->rpm].push_back({number, file->entry.path});
  }

  void read_payloads(std::vector<FileUpdate>& updates) const {
    for (const auto& [rpm, wanted] : wanted_) {
      std::vector<std::string> paths;
      for (const Wanted& one : wanted) paths.push_back(one.path);
      const auto digests = payload_digests(settings_.libexec + "/monit-pkgmap-payload", rpm, paths);
      for (const Wanted& one : wanted) {
        FileUpdate& update = updates[one.check];
        if (!digests) {
          update.problem = digests.error().message;
        } else if (const auto found = digests->find(one.path); found != digests->end()) {
          update.after.digests.insert(found->second.begin(), found->second.end());
        }
      }
    }
  }

 private:
  struct Wanted {
    std::size_t check = 0;
    std::string path;  ///< As packaged.
  };

  /// Returns the incoming file that the check will see after the transaction. Follows links that
  /// the packages ship, then links on disk. Null if there is none.
  const ShippedFile* follow(const rules::PathFact& path) const {
    std::string at = path.hops.front();
    std::size_t hop = 0;
    for (int links = 0; links < kMostLinks; ++links) {
      const ShippedFile* file = shipped_.incoming(at);
      if (file && !S_ISLNK(file->entry.mode)) return file;
      if (file) {
        const std::string& target = file->entry.link_target;
        const std::string whole =
            target.starts_with('/') ? target : directory_of(at) + "/" + target;
        at = ShippedFiles::resolved(settings_.root, lexically_normal(whole));
      } else if (at == path.hops[hop] && hop + 1 < path.hops.size()) {
        at = path.hops[++hop];
      } else {
        return nullptr;
      }
    }
    return nullptr;
  }

  /// `seen` is the file that the check sees now; another one if a link is about to change.
  void replace(const ShippedFile& file, const std::string& seen, FileUpdate& update) const {
    const FileEntry& entry = file.entry;
    update.path = ShippedFiles::resolved(settings_.root, entry.path);
    update.package = file.package;
    update.now = state_now(root_, seen, {entry.algorithm}, accounts_);
    if (seen != update.path) {
      update.fate = FileFate::replaced;
      update.after = state_shipped(entry);
      return;
    }
    const ShippedFile* before = shipped_.outgoing(update.path);
    rules::Contents contents{{}, {}, entry.digest};
    if (const auto now = update.now.digests.find(entry.algorithm);
        now != update.now.digests.end()) {
      contents.now = now->second;
    }
    if (before && before->entry.algorithm == entry.algorithm) {
      contents.outgoing = before->entry.digest;
    }
    bool beside = false;
    update.fate = rules::fate_of(contents, entry.config, entry.noreplace, beside);
    if (beside) update.beside = update.path + ".rpmnew";
    update.after = update.fate == FileFate::stays ? update.now : state_shipped(entry);
  }

  /// Whether the old version takes the file away and no other package has it.
  Result<bool> is_lost(const std::string& path, const ShippedFile& gone) const {
    if (shipped_.stays_listed(path)) return false;
    const auto owners = database_.owners(gone.entry.path);
    if (!owners) return owners.error();
    for (const PackageDatabase::Owned& owner : *owners) {
      if (owner.package.nevra.name != gone.package.name) return false;
    }
    return !gone.entry.directory() || becomes_empty(path);
  }

  // rpm removes a directory only if it is empty.
  bool becomes_empty(const std::string& path) const {
    const auto names = root_.list(path);
    return names && std::all_of(names->begin(), names->end(), [&](const std::string& name) {
             const std::string inside = path + "/" + name;
             return shipped_.outgoing(inside) && !shipped_.stays_listed(inside);
           });
  }

  const ShippedFiles& shipped_;
  PackageDatabase& database_;
  const Settings& settings_;
  RootDirectory root_;
  AccountLookup accounts_;
  std::map<std::string, std::vector<Wanted>> wanted_;  ///< By path of the .rpm.
};

}  // namespace

Result<FileUpdates> gather_updates(const PackageChoices& choices, const rules::Facts& facts,
                                   const rules::Plan& plan, PackageDatabase& database,
                                   const Settings& settings) {
  FileUpdates found;
  found.updates.resize(facts.checks.size());
  const auto shipped = ShippedFiles::read(choices, database, settings.root);
  if (!shipped) return shipped.error();
  if (shipped->empty()) return found;
  Gatherer gatherer(*shipped, database, settings);
  for (std::size_t i = 0; i < facts.checks.size(); ++i) {
    const rules::CheckFacts& check = facts.checks[i];
    const rules::Decision decision = plan.checks[i].decision;
    if (!watches_a_file(*check.check) || check.path.hops.empty()) continue;
    if (decision == rules::Decision::off) continue;  // monit runs no test of it.
    auto update = gatherer.look_at(check);
    if (!update) return update.error();
    gatherer.note_accounts(*check.check, *update, found.accounts);
    gatherer.want_sum(*check.check, decision == rules::Decision::suspend, i, *update);
    found.updates[i] = std::move(*update);
  }
  gatherer.read_payloads(found.updates);
  return found;
}

}  // namespace pkgmap
