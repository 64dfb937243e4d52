// What resumes did with checks and files. SessionResults tells it of one resume, for the output of
// a command, or of all resumes of a session so far, for the journal and the history.
//
// The types of this file are plain values, and the functions are pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parsers/source/check_name.hpp"
#include "rules/judge/judge.hpp"

namespace pkgmap {

/// A check that is monitored again.
struct ResumedCheck {
  CheckName name;
  /// How long monit did not monitor it, in seconds, with a fraction; 0 if not known.
  double unwatched_seconds = 0;
  /// When monit's status showed it as monitored, in microseconds since the epoch.
  std::int64_t at_usec = 0;
};

/// A check that was monitored before the session and is not resumed.
struct NotResumed {
  CheckName name;
  std::string reason;  ///< A clause for people.
};

/// A file whose new content became monit's baseline.
struct NewBaseline {
  CheckName check;
  std::string path;
  std::string before;  ///< Digest of the baseline before, in hex; empty if not known.
  /// Digest of the new baseline, in hex.
  std::string after;
  /// NEVRA of the package that shipped the content. Empty if the content is good for another
  /// reason.
  std::string package;
  /// Signature of the package's header: "key", "signed", "digest", …
  /// (engine/packages/signature.hpp); empty if not known.
  std::string signature = {};
};

/// A file that a resume reports (kind_of()): a file that has drifted or could not be read, that
/// something replaced between the looks of this program and of monit, or that has its good content
/// although monit was made to take another one as its baseline.
struct Drift {
  CheckName check;
  std::string path;
  std::string substitute{};     ///< Name of its substitute check; empty if there is none.
  bool by_transaction = false;  ///< As rules::FileVerdict::by_transaction.
  /// Only a resume tells it; the journal does not keep it.
  rules::Standing standing = rules::Standing::changed;
};

/// Why a file is reported, the gravest reason first:
/// - `outside`: the file was changed outside any package.
/// - `transaction`: the file was changed during the transaction, but is not as packaged.
/// - `unread`: the file was not read, so whether it has changed is not known.
enum class DriftKind : std::uint8_t { outside, transaction, unread };
/// Returns why the file is reported. Never `unread` for a Drift from the journal, which does not
/// keep the standing.
DriftKind kind_of(const Drift& drift);
/// Returns words that follow the path of the file in a sentence: "changed outside any package".
const char* words_of(DriftKind kind);

/// A substitute check that has ended.
struct EndedSubstitute {
  CheckName name;
  /// Path of the drifted file that it was about. Only a resume tells it; the journal does not keep
  /// it.
  std::string path{};
};

/// What became of checks and files: in one resume (ResumeOutcome), or in all resumes of a session
/// so far (SessionRecord).
struct SessionResults {
  std::vector<ResumedCheck> resumed;
  /// The checks of the session that nobody can resume any more.
  std::vector<NotResumed> lost;
  /// Files whose present content has become the baseline of monit.
  std::vector<NewBaseline> baselines;
  std::vector<Drift> drift;  ///< Each check and path once.
  std::vector<EndedSubstitute> substitutes_ended;
  bool reloaded = false;  ///< A resume has made monit read its control file.

  /// Adds to `drift` those elements of `found` whose check and path `drift` does not have yet.
  void add(const std::vector<Drift>& found);
};

}  // namespace pkgmap
