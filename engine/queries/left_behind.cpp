#include "engine/queries/left_behind.hpp"

#include <fnmatch.h>

#include <algorithm>

#include "engine/facts/accounts.hpp"
#include "engine/facts/shipped_files.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap {
namespace {

constexpr const char* kSaved = ".rpmsave";

// The first check that the control file declares; empty if it declares none.
std::string first_check_in(const std::string& path, const monitrc::Parsed& parsed) {
  for (const monitrc::Check& check : parsed.control_file.checks) {
    if (!check.implicit && parsed.sources.name(check.name_span.source) == path) return check.name;
  }
  return {};
}

std::string sentence(const std::string& path, const std::string& suffix, const std::string& pattern,
                     const std::string& check) {
  const bool fresh = suffix != kSaved;
  return "somebody changed " + path + ", so the " + (fresh ? "new" : "old") + " version will be " +
         path + suffix + ", which 'include " + pattern + "' takes, too: '" + check +
         "' is then declared twice, and monit ends itself at its next reload";
}

}  // namespace

std::string suffix_of_copy(const rules::Contents& contents, bool config, bool noreplace,
                           rules::PackageSystem system) {
  bool beside = false;
  const rules::FileFate fate = rules::fate_of(contents, config, noreplace, beside);
  if (beside) return rules::suffix_of_new(system);
  const bool replaced = config && fate == rules::FileFate::replaced && !contents.now.empty();
  const bool changed = contents.now != contents.incoming && contents.now != contents.outgoing;
  return replaced && changed ? kSaved : "";
}

std::string pattern_that_takes(const std::string& path, const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns) {
    if (::fnmatch(pattern.c_str(), path.c_str(), FNM_PATHNAME | FNM_PERIOD) == 0) return pattern;
  }
  return {};
}

Result<std::vector<std::string>> foresee_left_behind(const PackageChoices& choices,
                                                     const monitrc::Parsed& parsed,
                                                     PackageDatabase& database,
                                                     const Settings& settings) {
  std::vector<std::string> sentences;
  const bool some = std::any_of(choices.packages.begin(), choices.packages.end(),
                                [](const PackageChoice& choice) { return choice.has_file(); });
  if (!some) return sentences;
  const auto shipped = ShippedFiles::read(choices, database, settings.root);
  if (!shipped) return shipped.error();
  const RootDirectory root(settings.root);
  const AccountLookup accounts(settings.root);
  for (const std::string& file : parsed.control_file.files) {
    const std::string path = ShippedFiles::resolved(settings.root, file);
    const ShippedFile* incoming = shipped->incoming(path);
    if (!incoming) continue;
    const std::string check = first_check_in(file, parsed);
    if (check.empty()) continue;
    const Replacement copies =
        replacement_at(path, incoming->entry, *shipped, database, root, accounts);
    const std::string suffix = suffix_of_copy(copies.contents, copies.config,
                                              incoming->entry.noreplace, incoming->package.system);
    if (suffix.empty()) continue;
    const std::string pattern = pattern_that_takes(file + suffix, parsed.control_file.includes);
    if (!pattern.empty()) sentences.push_back(sentence(file, suffix, pattern, check));
  }
  return sentences;
}

}  // namespace pkgmap
