#include "engine/facts/file_updates.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "engine/facts/accounts.hpp"
#include "engine/facts/file_state.hpp"
#include "engine/facts/movable_links.hpp"
#include "engine/facts/shipped_files.hpp"
#include "engine/facts/unit_directories.hpp"
#include "engine/packages/payload_digests.hpp"
#include "engine/system/files/paths.hpp"
#include "engine/system/files/root_directory.hpp"
#include "rules/commands/unit_reference.hpp"
#include "rules/evidence/evidence.hpp"
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
  Gatherer(const ShippedFiles& shipped, bool incomplete, PackageDatabase& database,
           const Settings& settings)
      : shipped_(shipped),
        incomplete_(incomplete),
        database_(database),
        settings_(settings),
        root_(settings.root),
        accounts_(settings.root),
        links_(shipped, incomplete, database, settings.root) {}

  Result<FileUpdate> look_at(const rules::CheckFacts& check) {
    FileUpdate update;
    update.path = check.path.hops.back();
    if (const ShippedFile* file = follow(check.path)) {
      replace(*file, check.path.hops.back(), update);
    } else {
      auto lost = first_lost(check.path);
      if (!lost) return lost.error();
      if (*lost) {
        if (const Done gone = vanish(**lost, check.path, update); !gone) return gone.error();
      }
    }
    const bool directory = check.check->type == CheckType::directory;
    update.entries_change = directory && shipped_.entries_change(update.path);
    return update;
  }

  /// The programs and units of a check that no package has any more.
  Result<std::vector<rules::ComingDeadEnd>> dead_ends_of(const rules::CheckFacts& check) {
    std::vector<rules::ComingDeadEnd> found;
    for (const rules::CommandFact& command : check.commands) {
      const rules::PathFact path{command.unit.name, command.unit.fragments};
      if (is_shipped_unit(command.unit)) continue;
      auto added = add_dead_end(
          std::string(rules::name_of(command.of)) + " names " + command.unit.name, path, found);
      if (!added) return added.error();
    }
    for (const rules::ProgramFact& program : check.programs) {
      auto added =
          add_dead_end(std::string(rules::name_of(program.of)) + " runs " + program.path.asked,
                       program.path, found);
      if (!added) return added.error();
    }
    if (check.check->type != CheckType::program) return found;
    std::vector<rules::PathFact> run = check.scripts;
    run.push_back(check.path);
    for (const rules::PathFact& path : run) {
      auto added = add_dead_end(
          std::string(rules::name_of(rules::CommandOf::own)) + " runs " + path.asked, path, found);
      if (!added) return added.error();
    }
    return found;
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
    const Algorithm& algorithm = *test->algorithm;
    const auto now = state_now(root_, check.path, {algorithm}, accounts_);
    update.now.digests.insert(now.digests.begin(), now.digests.end());
    if (!update.by_link.empty()) {
      update.after.digests = state_now(root_, update.path, {algorithm}, accounts_).digests;
    }
    if (update.after.digests.contains(algorithm)) return;
    const ShippedFile* file = shipped_.incoming(update.path);
    if (file) wanted_[file->package_file].push_back({number, file->entry.path});
  }

  void read_payloads(std::vector<FileUpdate>& updates) const {
    for (const auto& [package_file, wanted] : wanted_) {
      std::vector<std::string> paths;
      for (const Wanted& one : wanted) paths.push_back(one.path);
      const auto digests =
          payload_digests(settings_.libexec + "/monit-pkgmap-payload", package_file, paths);
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
    if (seen != update.path) {
      update.now = state_now(root_, seen, {entry.digest.algorithm}, accounts_);
      update.fate = FileFate::replaced;
      update.after = state_shipped(entry);
      return;
    }
    Replacement files = replacement_at(update.path, entry, shipped_, database_, root_, accounts_);
    update.now = std::move(files.now);
    bool beside = false;
    update.fate = rules::fate_of(files.contents, files.config, entry.noreplace, beside);
    // dpkg does not bring a conffile back that somebody removed.
    const bool is_dpkg = file.package.system == rules::PackageSystem::dpkg;
    const bool was_there = !files.contents.outgoing.empty();
    if (is_dpkg && files.config && !update.now.exists && was_there) {
      update.fate = FileFate::untouched;
    }
    if (beside) update.beside = update.path + rules::suffix_of_new(file.package.system);
    update.after = update.fate == FileFate::stays ? update.now : state_shipped(entry);
  }

  /// The first path on the way of a check that an erased package takes away. Null if there is none.
  Result<const ShippedFile*> first_lost(const rules::PathFact& path) const {
    for (const std::string& hop : path.hops) {
      const ShippedFile* gone = shipped_.outgoing(hop);
      if (!gone) continue;
      const auto lost = is_lost(hop, *gone);
      if (!lost) return lost.error();
      if (*lost) return gone;
    }
    return static_cast<const ShippedFile*>(nullptr);
  }

  Done add_dead_end(const std::string& what, const rules::PathFact& path,
                    std::vector<rules::ComingDeadEnd>& found) {
    const auto gone = first_lost(path);
    if (!gone) return gone.error();
    if (!*gone) return done();
    const std::string end = ShippedFiles::resolved(settings_.root, (*gone)->entry.path);
    const auto after = after_loss(path, end, **gone);
    if (!after) return after.error();
    if (!after->next.empty()) return done();
    const bool certain = (after->link.empty() || after->known) && !incomplete_;
    found.push_back({what + ", which goes away with " + (*gone)->package.text(), certain});
    return done();
  }

  /// Whether an incoming package has the unit, perhaps in another directory.
  bool is_shipped_unit(const rules::UnitFact& unit) const {
    for (const std::string& name : rules::unit_names(unit.name)) {
      for (const char* directory : kUnitDirectories) {
        const std::string path = std::string(directory) + "/" + name;
        if (shipped_.incoming(ShippedFiles::resolved(settings_.root, path))) return true;
      }
    }
    return false;
  }

  Done vanish(const ShippedFile& gone, const rules::PathFact& path, FileUpdate& update) {
    update.path = ShippedFiles::resolved(settings_.root, gone.entry.path);
    const auto after = after_loss(path, update.path, gone);
    if (!after) return after.error();
    if (!after->next.empty()) return lead(*after, path.hops.back(), update);
    update.fate = FileFate::vanishes;
    update.now = state_now(root_, update.path, {}, accounts_);
    const rules::Nevra* successor = shipped_.successor(gone.package.name);
    update.leaves = !successor;
    update.package = successor ? *successor : gone.package;
    if (!after->link.empty() && !after->known) {
      update.doubt = "a scriptlet may let the link " + after->link + " lead elsewhere";
    } else if (incomplete_) {
      update.doubt = "a package that is not downloaded may bring it";
    }
    return done();
  }

  /// A link on the way of the check leads to another file that is there already.
  Done lead(const WayAfter& after, const std::string& seen, FileUpdate& update) {
    const auto owners = database_.owners(after.next);
    if (!owners) return owners.error();
    if (!owners->empty()) update.package = owners->front().package.nevra;
    update.now = state_now(root_, seen, {}, accounts_);
    update.path = after.next;
    update.after = state_now(root_, update.path, {}, accounts_);
    update.fate = FileFate::replaced;
    update.by_link = after.link;
    return done();
  }

  Result<WayAfter> after_loss(const rules::PathFact& path, const std::string& end,
                              const ShippedFile& gone) {
    return links_.after_loss(path, end, gone.package, [&](const std::string& at) -> Result<bool> {
      const ShippedFile* file = shipped_.outgoing(at);
      return file ? is_lost(at, *file) : false;
    });
  }

  /// Whether the transaction takes the file away and no package keeps it.
  Result<bool> is_lost(const std::string& path, const ShippedFile& gone) const {
    if (shipped_.stays_listed(path)) return false;
    // dpkg keeps a conffile that no package has any more, until somebody purges its package.
    const bool is_dpkg = gone.package.system == rules::PackageSystem::dpkg;
    if (is_dpkg && gone.entry.config) return false;
    const auto owners = database_.owners(gone.entry.path);
    if (!owners) return owners.error();
    for (const PackageDatabase::Owned& owner : *owners) {
      if (!shipped_.leaves(owner.package)) return false;
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
  const bool incomplete_;  ///< Of some incoming package the files are not known.
  PackageDatabase& database_;
  const Settings& settings_;
  RootDirectory root_;
  AccountLookup accounts_;
  MovableLinks links_;
  std::map<std::string, std::vector<Wanted>> wanted_;  ///< By path of the package file.
};

}  // namespace

Result<FileUpdates> gather_updates(const PackageChoices& choices, const rules::Facts& facts,
                                   const rules::Plan& plan, PackageDatabase& database,
                                   const Settings& settings) {
  FileUpdates found;
  found.updates.resize(facts.checks.size());
  found.dead_ends.resize(facts.checks.size());
  const auto shipped = ShippedFiles::read(choices, database, settings.root);
  if (!shipped) return shipped.error();
  if (shipped->empty()) return found;
  Gatherer gatherer(*shipped, choices.incomplete, database, settings);
  for (std::size_t i = 0; i < facts.checks.size(); ++i) {
    const rules::CheckFacts& check = facts.checks[i];
    const rules::Decision decision = plan.checks[i].decision;
    auto ends = gatherer.dead_ends_of(check);
    if (!ends) return ends.error();
    found.dead_ends[i] = std::move(*ends);
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
