#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/bundle/bundle.hpp"
#include "engine/bundle/bundle_tree.hpp"
#include "engine/bundle/host_record.hpp"
#include "engine/bundle/masked_files.hpp"
#include "engine/bundle/package_record.hpp"
#include "engine/facts/accounts.hpp"
#include "engine/facts/control_file.hpp"
#include "engine/facts/policy_files.hpp"
#include "engine/queries/audit.hpp"
#include "engine/system/files/host_files.hpp"
#include "engine/system/files/paths.hpp"
#include "engine/system/files/state_directory.hpp"
#include "parsers/source/ascii.hpp"

namespace pkgmap {
namespace {

constexpr std::uint32_t kFirstPerson = 1000;  // login.defs(5), UID_MIN

// What the state directory tells without credentials, and queries read.
constexpr const char* kOfState[] = {"history.jsonl", "history.jsonl.1", "last-reading.json"};

image::Packed member(const std::string& path, std::string content) {
  image::Packed packed;
  packed.entry.path = path;
  packed.entry.mode = S_IFREG | 0600U;
  packed.content = std::move(content);
  return packed;
}

image::Packed directory(const std::string& path) {
  image::Packed packed;
  packed.entry.path = path;
  packed.entry.mode = S_IFDIR | 0700U;
  return packed;
}

/// The accounts that answers name, as passwd(5) and group(5) have them.
class AccountNames {
 public:
  AccountNames(const BundleTree& tree, const Audit& audit, const RecordedPackages& packages,
               const std::string& root)
      : lookup_(root) {
    for (const std::uint32_t id : tree.users()) add_user(lookup_.user_name(id));
    for (const std::uint32_t id : tree.groups()) add_group(lookup_.group_name(id));
    for (const RecordedPackage& package : packages.packages) {
      for (const FileEntry& file : package.files) {
        add_user(file.user);
        add_group(file.group);
      }
    }
    for (const rules::CheckFacts& facts : audit.facts.checks) {
      for (const monitrc::Test& test : facts.check->tests) {
        add_user(test.expect);
        add_group(test.expect);
      }
    }
    add_those_of_the_system(root);
  }

  std::string passwd() const { return lines(users_, ":x:", ":0::/:/\n"); }
  std::string group() const { return lines(groups_, ":x:", ":\n"); }

 private:
  void add_user(const std::string& name) {
    if (const auto id = known(name) ? lookup_.user(name) : std::nullopt) users_[name] = *id;
  }
  void add_group(const std::string& name) {
    if (const auto id = known(name) ? lookup_.group(name) : std::nullopt) groups_[name] = *id;
  }
  static bool known(const std::string& name) {
    return !name.empty() && name.find_first_of(":\n") == std::string::npos;
  }
  // A package that somebody asks about later may name them; of people only those that answers name.
  void add_those_of_the_system(const std::string& root) {
    HostFiles files(root);
    for (const char* path : {"/etc/passwd", "/etc/group"}) {
      const std::string text = files.read(path).bytes;
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string name = text.substr(at, std::min(text.find(':', at), end) - at);
        if (known(name)) add_of_the_system(name);
        at = end + 1;
      }
    }
  }
  void add_of_the_system(const std::string& name) {
    const std::uint32_t user = lookup_.user(name).value_or(kFirstPerson);
    const std::uint32_t group = lookup_.group(name).value_or(kFirstPerson);
    if (user < kFirstPerson) users_[name] = user;
    if (group < kFirstPerson) groups_[name] = group;
  }
  static std::string lines(const std::map<std::string, std::uint32_t>& names, const char* before,
                           const char* after) {
    std::string text;
    for (const auto& [name, id] : names) text += name + before + std::to_string(id) + after;
    return text;
  }

  AccountLookup lookup_;
  std::map<std::string, std::uint32_t> users_;
  std::map<std::string, std::uint32_t> groups_;
};

// The bundle has these two files, whether the host has them or not.
void add_accounts(const AccountNames& names, std::vector<image::Packed>& entries) {
  for (const auto& [path, text] : {std::pair(std::string("root/etc/passwd"), names.passwd()),
                                   {"root/etc/group", names.group()}}) {
    const auto found =
        std::find_if(entries.begin(), entries.end(),
                     [&name = path](const image::Packed& one) { return one.entry.path == name; });
    if (found != entries.end() && S_ISREG(found->entry.mode)) {
      found->content = text;
      continue;
    }
    if (found != entries.end()) entries.erase(found);
    entries.push_back(member(path, text));
    entries.back().entry.mode = S_IFREG | 0644U;
  }
}

/// The digests that everybody may know: of what packages ship, and what tests expect.
std::set<std::string> public_digests(const Audit& audit, const RecordedPackages& packages) {
  std::set<std::string> digests;
  for (const RecordedPackage& package : packages.packages) {
    for (const FileEntry& file : package.files) digests.insert(lower(file.digest.value));
  }
  for (const rules::CheckFacts& facts : audit.facts.checks) {
    for (const monitrc::Test& test : facts.check->tests) digests.insert(lower(test.expect));
  }
  return digests;
}

// Of a file with a masked text, the digest would tell whether a guessed secret is right. A digest
// that nobody compares with is not missed: that of the masked text differs as well.
std::vector<RecordedFile> files_of(const BundleTree& tree, const Audit& audit,
                                   const RecordedPackages& packages) {
  std::vector<RecordedFile> files = tree.files();
  const std::set<std::string> known = public_digests(audit, packages);
  for (RecordedFile& file : files) {
    file.masked = file.masked || file.path == "/etc/passwd" || file.path == "/etc/group";
    if (!file.masked) continue;
    const bool is_known =
        std::any_of(file.digests.begin(), file.digests.end(),
                    [&](const auto& digest) { return known.contains(lower(digest.second)); });
    if (!is_known) file.digests.clear();
  }
  return files;
}

// The file that the settings name is of this host, and perhaps of another root than the checks.
void add_policy(const Settings& settings, BundleTree& tree, std::vector<image::Packed>& entries) {
  const PolicyFiles policy = load_policy(settings);
  for (std::uint32_t source = 0; source < policy.sources.size(); ++source) {
    const std::string& name = policy.sources.name(source);
    std::string text = masked_policy(policy.sources.bytes(source));
    if (settings.policy_file.empty()) {
      tree.add_text(name, std::move(text));
    } else {
      entries.push_back(member("policy" + lexically_normal(name), std::move(text)));
    }
  }
}

void add_state(const Settings& settings, std::vector<image::Packed>& entries) {
  entries.push_back(directory("state"));
  if (!settings.live()) return;
  bool missing = false;
  const auto opened = StateDirectory::open_existing(settings.state_directory, missing);
  if (!opened || missing) return;
  for (const char* name : kOfState) {
    auto text = opened->has(name) ? opened->read(name) : Result<std::string>(std::string());
    if (text && !text->empty()) entries.push_back(member(std::string("state/") + name, *text));
  }
}

}  // namespace

Result<std::string> make_bundle(const Settings& settings) {
  auto found = audit(settings);
  if (!found) return found.error();
  const Audit& seen = **found;
  auto database =
      open_package_database({settings.root, settings.dbpath, false, {}, settings.packages});
  if (!database) return database.error();
  RecordedHost host = record_host(seen, settings);
  auto packages = record_packages(seen, host, **database);
  if (!packages) return packages.error();
  auto texts = masked_control_files(seen.parsed, settings);
  if (!texts) return texts.error();

  BundleTree tree(settings.root);
  add_files_of(seen, host, **packages, settings, tree);
  for (auto& [path, text] : *texts) tree.add_text(path, std::move(text));
  std::vector<image::Packed> entries;
  add_policy(settings, tree, entries);
  host.files = files_of(tree, seen, **packages);

  for (image::Packed& entry : tree.entries()) entries.push_back(std::move(entry));
  add_accounts(AccountNames(tree, seen, **packages, settings.root), entries);
  add_state(settings, entries);
  entries.push_back(member("manifest.json", manifest_of(host)));
  entries.push_back(member("packages.json", package_list_of(**packages)));
  std::sort(entries.begin(), entries.end(),
            [](const image::Packed& left, const image::Packed& right) {
              return left.entry.path < right.entry.path;
            });
  auto bytes = image::ask_for_archive(settings.libexec + "/monit-pkgmap-archive", entries);
  if (!bytes) return Error{ErrorCode::failed, "the bundle " + bytes.error().message};
  return bytes;
}

}  // namespace pkgmap
