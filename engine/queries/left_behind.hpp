// Foresees for which control files an update leaves a second version beside the file, so that monit
// reads both.
//
// If somebody changed a %config file, rpm puts a second version beside the file: the new version as
// .rpmnew, or the old version as .rpmsave. dpkg puts the new version beside the file as .dpkg-dist.
// This second version is called the copy here. If a pattern of an `include` matches the path of the
// copy, each check of the file is declared twice, and monit ends itself at its next reload. Reads
// the control files and the headers of the packages; changes no file. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/facts/package_choice.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "rules/predict/file_fate.hpp"

namespace pkgmap {

/// Returns what the package system appends to the name of the copy: ".rpmnew", ".rpmsave",
/// ".dpkg-dist"; empty if there will be no copy. `contents`: as Replacement::contents
/// (engine/facts/shipped_files.hpp). `config`: the file is %config, with or without (noreplace), or
/// a conffile of dpkg. `noreplace`: the file is %config(noreplace) or a conffile of dpkg. Pure.
std::string suffix_of_copy(const rules::Contents& contents, bool config, bool noreplace,
                           rules::PackageSystem system = rules::PackageSystem::rpm);

/// Returns the first of `patterns` that matches the path by the rules of glob(3); an empty text if
/// none matches. Pure.
std::string pattern_that_takes(const std::string& path, const std::vector<std::string>& patterns);

/// Returns one sentence for people about each control file of which monit would also read a copy:
/// the file declares a check, the packages of `choices` will leave a copy beside the file, and an
/// `include` matches the path of the copy. Empty if there is no such control file. A package of
/// which no package file is known leaves no copy here. Fails if a package file or the package
/// database cannot be read.
Result<std::vector<std::string>> foresee_left_behind(const PackageChoices& choices,
                                                     const monitrc::Parsed& parsed,
                                                     PackageDatabase& database,
                                                     const Settings& settings);

}  // namespace pkgmap
