#include "engine/facts/shipped_files.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/file_state.hpp"
#include "engine/facts/link_groups.hpp"
#include "engine/facts/won_links.hpp"
#include "engine/system/files/paths.hpp"

namespace pkgmap {
namespace {

std::string below(const std::string& directory, const std::string& name) {
  return directory.ends_with('/') ? directory + name : directory + "/" + name;
}

const ShippedFile* find(const std::unordered_map<std::string, ShippedFile>& files,
                        const std::string& path) {
  const auto found = files.find(path);
  return found == files.end() ? nullptr : &found->second;
}

// The file as an installed package has it, of whatever name: rpm compares with each owner.
FileEntry entry_before(const std::string& path, const FileEntry& incoming,
                       const ShippedFiles& shipped, PackageDatabase& database) {
  if (const ShippedFile* outgoing = shipped.outgoing(path)) return outgoing->entry;
  const auto owners = database.owners(incoming.path);
  if (!owners) return {};
  const auto found = std::find_if(owners->begin(), owners->end(),
                                  [](const auto& owned) { return !owned.file.ghost; });
  return found == owners->end() ? FileEntry{} : found->file;
}

}  // namespace

Replacement replacement_at(const std::string& path, const FileEntry& incoming,
                           const ShippedFiles& shipped, PackageDatabase& database,
                           const RootDirectory& root, const AccountLookup& accounts) {
  const FileEntry before = entry_before(path, incoming, shipped, database);
  Replacement answer{state_now(root, path, {incoming.digest.algorithm}, accounts), {}, false};
  answer.config = incoming.config || before.config;
  answer.contents = {
      rules::sum_by(answer.now.digests, incoming.digest.algorithm), {}, incoming.digest.value};
  if (before.digest.algorithm == incoming.digest.algorithm) {
    answer.contents.outgoing = before.digest.value;
  } else if (before.digest.known()) {
    // Whether the file still has the content of the installed package, by another algorithm.
    const rules::FileState now = state_now(root, path, {before.digest.algorithm}, accounts);
    const bool still = rules::sum_by(now.digests, before.digest.algorithm) == before.digest.value;
    if (still) answer.contents.outgoing = answer.contents.now;
  }
  return answer;
}

std::string ShippedFiles::resolved(const std::string& root, const std::string& path) {
  return below(resolve_directory(root, directory_of(path)), base_name_of(path));
}

const ShippedFile* ShippedFiles::incoming(const std::string& path) const {
  return find(incoming_, path);
}

const ShippedFile* ShippedFiles::outgoing(const std::string& path) const {
  return find(outgoing_, path);
}

const rules::Nevra* ShippedFiles::successor(const std::string& name) const {
  const auto found = successors_.find(name);
  return found == successors_.end() ? nullptr : &found->second;
}

void ShippedFiles::add(const std::vector<FileEntry>& files, const PackageChoice& choice,
                       const std::string& root) {
  if (choice.incoming()) successors_.emplace(choice.package.nevra.name, choice.package.nevra);
  // A cache: many files lie in few directories.
  std::unordered_map<std::string, std::string> directories;
  for (const FileEntry& file : files) {
    const std::string written = directory_of(file.path);
    const auto [known, is_new] = directories.emplace(written, std::string());
    if (is_new) known->second = resolve_directory(root, written);
    const std::string path = below(known->second, base_name_of(file.path));
    if (choice.incoming()) listed_.insert(path);
    if (file.ghost && choice.incoming()) continue;
    // A subdirectory usually exists already, so it does not count as a change.
    if (!file.directory() && !file.ghost) touched_.insert(known->second);
    Files& into = choice.incoming() ? incoming_ : outgoing_;
    into.emplace(path, ShippedFile{file, choice.package.nevra, choice.package_file});
  }
}

Result<ShippedFiles> ShippedFiles::read(const PackageChoices& choices, PackageDatabase& database,
                                        const std::string& root) {
  ShippedFiles shipped;
  LinkGroups groups(root, database.place());
  for (const PackageChoice& choice : choices.packages) {
    if (choice.has_file()) {
      const auto file = database.read_package_file(choice.package_file);
      if (!file) return file.error();
      shipped.add(file->files, choice, root);
      shipped.add(won_links(file->offers, groups, root), choice, root);
    } else if (choice.leaves) {
      shipped.leaving_.insert(choice.package.instance);
      const auto files = database.files(choice.package);
      if (!files) return files.error();
      shipped.add(*files, choice, root);
    }
  }
  return shipped;
}

}  // namespace pkgmap
