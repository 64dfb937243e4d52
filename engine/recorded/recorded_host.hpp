// What a bundle says of the host on which it was made: the facts that queries would ask the running
// host for.
//
// Values. Texts have no credentials: secrets are hidden before a fact is written. A bundle may be
// anybody's, so the facts are not trusted more than the answers that are made of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/packages/recorded/recorded_packages.hpp"
#include "engine/system/result.hpp"
#include "rules/audit/findings.hpp"
#include "rules/cascade.hpp"
#include "rules/dead_end.hpp"
#include "rules/digests.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

struct RecordedCheck {
  std::string name;
  rules::CheckFacts facts;  ///< Without the check itself.
  rules::Watch watch = rules::Watch::unknown;
  bool suspended = false;
  rules::LastTests tests{};
  bool by_transaction = false;
};

struct RecordedUnit {
  std::string name;
  std::string fragment;
  std::vector<std::string> paths;
};

struct RecordedDeadEnd {
  std::size_t check = 0;  ///< Number of the check.
  std::string detail;
  std::string file;
  std::size_t line = 1;
};

struct RecordedUnserved {
  std::string about;
  std::string executable;
  bool is_missed = false;
};

/// A file that stands in the bundle without its content.
struct RecordedFile {
  std::string path;
  std::uint64_t size = 0;
  rules::Digests digests;
};

struct RecordedHost {
  std::string control_file;
  std::string place;  ///< place_of_answers() where the bundle was made.
  std::string host_name;
  std::string working_directory;      ///< Of monit; empty if unknown.
  std::string policy_file;            ///< Of --policy; empty for the usual files.
  bool live = false;                  ///< False if the bundle was made with --root or --image.
  std::string monit_version;          ///< Empty if monit gave no status.
  std::vector<RecordedCheck> checks;  ///< Those that audit and explain saw, in their order.
  std::vector<RecordedUnit> units;
  std::vector<RecordedDeadEnd> dead_ends;
  rules::BypassedPackages bypassed;
  std::vector<RecordedUnserved> unserved;
  std::vector<RecordedFile> files;
  std::shared_ptr<RecordedPackages> packages;
};

/// Returns the two texts of a bundle: JSON, the same for the same facts.
std::string manifest_of(const RecordedHost& host);
std::string package_list_of(const RecordedPackages& packages);

/// Reads both. Fails with words that follow the name of the bundle: "is damaged: …", "is of another
/// version: …".
Result<std::shared_ptr<const RecordedHost>> read_manifest(const std::string& manifest,
                                                          const std::string& packages);

/// Returns the facts of these checks, which must outlive the facts. Fails if the bundle has facts
/// about other checks.
Result<std::vector<rules::CheckFacts>> recorded_facts(const RecordedHost& host,
                                                      const std::vector<monitrc::Check>& checks);

/// Returns the dead ends of these checks, with spans in `sources`; leaves out one whose file is not
/// among the sources.
std::vector<rules::DeadEnd> recorded_dead_ends(const RecordedHost& host, const Sources& sources);

}  // namespace pkgmap
