#include "engine/queries/words.hpp"

#include <algorithm>

#include "engine/facts/gather.hpp"
#include "engine/facts/units.hpp"
#include "engine/system/files/host_files.hpp"
#include "engine/system/files/paths.hpp"
#include "parsers/source/spelling.hpp"
#include "parsers/unit/aliases.hpp"
#include "rules/dependencies.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kNearest = 4;

Done add_owners(const std::vector<std::string>& paths, PackageDatabase& database,
                PackageChoices& choices) {
  auto found = database.owners_of(paths);
  if (!found) return found.error();
  for (auto& owners : *found) {
    for (auto& owner : owners) {
      // A directory that several packages own is no evidence for any of them.
      if (owner.file.directory() && owners.size() > 1) continue;
      add_choice(choices, {std::move(owner.package), {}});
    }
  }
  return done();
}

std::string names_of(const PackageChoices& choices) {
  std::string names;
  for (const PackageChoice& choice : choices.packages) {
    names += (names.empty() ? "" : ", ") + choice.package.nevra.name;
  }
  return names.empty() ? "no package" : names;
}

// Returns the unit that has this alias in its [Install] section; empty if there is none. The link
// of an alias exists only while the unit is enabled.
std::string unit_with_alias(const std::string& word, const std::string& root) {
  HostFiles files(root);
  const auto wanted = rules::unit_names(word);
  for (const std::string& path : files.glob("/usr/lib/systemd/system/*.service")) {
    const auto text = files.read(path);
    if (!text.ok) continue;
    const auto aliases = unit_aliases(text.bytes);
    if (std::find(aliases.begin(), aliases.end(), wanted.front()) != aliases.end()) {
      return base_name_of(path);
    }
  }
  return {};
}

Result<Interpretation> as_unit(const std::string& word, PackageDatabase& database,
                               const std::string& root) {
  Interpretation meaning;
  PathResolver paths(root);
  HostFiles files(root);
  UnitFiles units(paths, files);
  rules::UnitFact unit = units.find({word, false});
  if (auto added = add_owners(unit.fragments, database, meaning.packages); !added) {
    return added.error();
  }
  if (meaning.packages.packages.empty()) {
    const std::string named = unit_with_alias(word, root);
    if (named.empty()) return meaning;
    unit = units.find({named, false});
    if (auto added = add_owners(unit.fragments, database, meaning.packages); !added) {
      return added.error();
    }
  }
  if (meaning.packages.packages.empty()) return meaning;
  const std::string asked = rules::unit_names(word).front();
  meaning.said =
      asked == unit.name ? "the unit " + unit.name : "the unit " + asked + " is " + unit.name;
  meaning.said += ", of " + names_of(meaning.packages);
  return meaning;
}

// Returns "nearest: mysqld (check), mysql-server (package)"; empty if no name is similar.
std::string nearest_names(const std::string& word, const std::vector<rules::CheckFacts>& checks,
                          const std::vector<std::string>& packages) {
  struct Candidate {
    std::string shown;
    std::size_t distance;
  };
  std::vector<Candidate> near;
  const std::size_t limit = std::max<std::size_t>(word.size() / 2, 1);
  const auto consider = [&](const std::string& name, const char* kind) {
    std::size_t distance = edit_distance(word, name);
    if (name.starts_with(word)) distance = 1;
    if (distance <= limit) near.push_back({name + " (" + kind + ")", distance});
  };
  for (const rules::CheckFacts& facts : checks) consider(facts.check->name, "check");
  for (const std::string& name : packages) consider(name, "package");
  std::stable_sort(near.begin(), near.end(), [](const auto& left, const auto& right) {
    return left.distance < right.distance;
  });
  std::string text;
  for (std::size_t i = 0; i < std::min(near.size(), kNearest); ++i) {
    text += (i == 0 ? "nearest: " : ", ") + near[i].shown;
  }
  return text;
}

}  // namespace

Result<std::optional<PackageChoices>> packages_of_check(
    const std::string& name, const std::vector<rules::CheckFacts>& checks,
    PackageDatabase& database) {
  std::vector<const monitrc::Check*> all;
  for (const rules::CheckFacts& facts : checks) all.push_back(facts.check);
  const rules::Dependencies graph(all);
  const std::size_t number = graph.find(name);
  if (number == graph.size()) return std::optional<PackageChoices>{};
  PackageChoices choices;
  std::vector<std::string> paths;
  for (const std::size_t prerequisite : graph.up_closure({number})) {
    const auto more = paths_of(checks[prerequisite]);
    paths.insert(paths.end(), more.begin(), more.end());
  }
  if (auto added = add_owners(paths, database, choices); !added) return added.error();
  return std::optional(std::move(choices));
}

Result<Interpretation> interpret(const std::string& word,
                                 const std::vector<rules::CheckFacts>& checks,
                                 PackageDatabase& database, const std::string& root) {
  auto packages = packages_of_check(word, checks, database);
  if (!packages) return packages.error();
  Interpretation meaning;
  if (*packages) {
    meaning.packages = std::move(**packages);
    meaning.said = "the check '" + word + "' belongs to " + names_of(meaning.packages);
  } else {
    auto unit = as_unit(word, database, root);
    if (!unit) return unit.error();
    meaning = std::move(*unit);
  }
  if (!meaning.said.empty()) meaning.said = word + ": no such package; " + meaning.said;
  return meaning;
}

Error means_nothing(ErrorCode code, const std::string& word,
                    const std::vector<rules::CheckFacts>& checks, PackageDatabase& database) {
  Error error{
      code, "nothing is called '" + word + "': no package, provide, check, unit or alias", {}};
  const auto packages = database.names();
  if (!packages) return error;
  error.hint = nearest_names(word, checks, *packages);
  if (packages->empty() && error.hint.empty()) {
    error.hint =
        "the package database in " + database.place() + " is empty; --dbpath names another";
  }
  return error;
}

}  // namespace pkgmap
