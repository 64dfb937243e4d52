// The facts about a host that a bundle records in its files manifest.json and packages.json. The
// copies of the host's files in the bundle show the other facts.
//
// The types of this file are plain values. A type records the type that its comment names; members
// of the same name mean the same. manifest_of() masks credentials in RecordedCheck::facts, and
// only there: the other texts are those of answers, which show no credentials. Anybody may have
// made a bundle, so only answers to people may rest on these facts.
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

/// A check: its facts, and some members of its rules::CheckState.
struct RecordedCheck {
  std::string name;
  rules::CheckFacts facts;  ///< CheckFacts::check is null.
  // The following members are as in rules::CheckState.
  rules::Watch watch = rules::Watch::unknown;
  bool suspended = false;
  rules::LastTests tests{};
  bool by_transaction = false;
};

/// As EnabledUnit (engine/facts/enabled_units.hpp).
struct RecordedUnit {
  std::string name;
  std::string fragment;
  std::vector<std::string> paths;
};

/// As rules::DeadEnd (what a check names and the host does not have), with file and line instead of
/// a span.
struct RecordedDeadEnd {
  std::size_t check = 0;  ///< Index in RecordedHost::checks, from 0.
  std::string detail;
  std::string file;      ///< The control file or included file with the check.
  std::size_t line = 1;  ///< From 1.
};

/// As UnservedMonit (engine/settings.hpp).
struct RecordedUnserved {
  std::string about;
  std::string executable;
  bool is_missed = false;
};

/// What a file is that is neither a directory nor a link.
enum class FileType : std::uint8_t { regular, fifo, socket, character_device, block_device };

/// A file that the bundle has without its content, or with another text. The archive of the bundle
/// has a regular file in its place, whatever the type.
struct RecordedFile {
  std::string path;  ///< Absolute, as seen from inside the root.
  FileType type = FileType::regular;
  std::uint64_t size = 0;  ///< In bytes, on the host; 0 for anything but a regular file.
  /// Of the content on the host. Empty if no `check file` watches the file, or it cannot be read.
  rules::Digests digests;
  /// The archive has a text of the file, without its secrets. Then digests that neither a package
  /// nor a test of the control file has are left out: with them, somebody could guess the secrets.
  bool masked = false;
};

struct RecordedHost {
  std::string control_file;  ///< Path of the main control file, inside the root.
  std::string place;  ///< What answers are about: name of the host, or path of the root or image.
  std::string host_name;          ///< With which monit reads its control file ($HOST).
  std::string working_directory;  ///< Of monit; empty if unknown.
  /// The policy file that --policy named; empty if the files in /etc/monit-pkgmap counted. The
  /// bundle has its text below `policy`, for it is a file of the host on which the bundle was made.
  std::string policy_file;
  bool live = false;                  ///< False if the bundle was made with --root or --image.
  std::string monit_version;          ///< Empty if monit gave no status.
  std::vector<RecordedCheck> checks;  ///< The checks that the audit saw, in their order.
  std::vector<RecordedUnit> units;
  std::vector<RecordedDeadEnd> dead_ends;
  rules::BypassedPackages bypassed;
  std::vector<RecordedUnserved> unserved;
  std::vector<RecordedFile> files;
  std::shared_ptr<RecordedPackages> packages;  ///< Set by read_manifest(); else null.
};

/// Returns the text of the file manifest.json of a bundle, which has everything but
/// RecordedHost::packages. The same facts always give the same text.
std::string manifest_of(const RecordedHost& host);
/// Returns the text of the file packages.json of a bundle. The same packages always give the same
/// text.
std::string package_list_of(const RecordedPackages& packages);

/// Reads the texts of manifest.json and packages.json, and never returns null. Ignores unknown
/// members; missing ones get their defaults. Fails if the manifest has another format or version,
/// if a text is no JSON object, has a member of a wrong type, or has more than 5,000,000 facts. The
/// message of an Error continues a sentence that begins with the bundle's name: "is damaged: ...".
Result<std::shared_ptr<const RecordedHost>> read_manifest(const std::string& manifest,
                                                          const std::string& packages);

/// Returns the recorded facts of `checks`, in their order, with CheckFacts::check set; `checks`
/// must outlive the facts. Fails if the bundle does not have facts about the same checks in the
/// same order.
Result<std::vector<rules::CheckFacts>> recorded_facts(const RecordedHost& host,
                                                      const std::vector<monitrc::Check>& checks);

/// Returns the recorded dead ends. The span of each is empty and stands at the beginning of its
/// line in `sources`. Leaves out a dead end whose file is not among the sources, or whose check is
/// not among RecordedHost::checks.
std::vector<rules::DeadEnd> recorded_dead_ends(const RecordedHost& host, const Sources& sources);

}  // namespace pkgmap
