// Predicts which tests of a check will fail, or fire once, because of a transaction.
//
// Pure; never fails. The engine says what the file is now and what it will be after the transaction
// (engine/facts/file_updates); docs/design.md, "What cannot be silent", says how monit reacts. Only
// tests of files, directories and fifos are predicted: nobody knows what a process will do.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "rules/digests.hpp"
#include "rules/nevra.hpp"

namespace pkgmap::rules {

/// A file as stat(2) shows it now, or will show it after the transaction.
struct FileState {
  bool exists = false;
  std::uint32_t mode = 0;     ///< With the file type.
  std::string user;           ///< Name of the owner; the number if the owner has no name.
  std::string group;          ///< Name of the group; the number if the group has no name.
  std::uint64_t size = 0;     ///< In bytes.
  std::int64_t modified = 0;  ///< Seconds since 1970.
  Digests digests;            ///< Without unknown digests.
};

/// What the transaction does to the file that a check watches.
enum class FileFate : std::uint8_t {
  untouched,  ///< The transaction does not change the file.
  replaced,   ///< A package ships a new file at its path; or a link then leads to another file
              ///< (FileUpdate::by_link).
  stays,      ///< A %config file that somebody changed keeps its content.
  vanishes,   ///< No package has the file any more.
};

/// What becomes of the file that one check watches.
struct FileUpdate {
  FileFate fate = FileFate::untouched;
  std::string path;  ///< Resolved path of the file after the transaction (with `vanishes`: before
                     ///< it); empty if the check watches no file.
  /// The package whose installation or removal changes the file; empty if untouched.
  Nevra package;
  FileState now;    ///< What the check sees before the transaction.
  FileState after;  ///< What the check sees after the transaction; with `stays`: as `now`.
  /// Where rpm or dpkg writes the new file if the old file stays: "/etc/my.cnf.rpmnew". Empty if no
  /// such file is written.
  std::string beside;
  /// Whether the check watches a directory right below which the transaction writes or removes
  /// files.
  bool entries_change = false;
  std::string problem;  ///< Why a digest of `after` is unknown; empty if all its digests are known.
  /// With `vanishes`: true if `package` is erased and no package of its name takes its place; false
  /// if `package` is the new version. With any other fate: false.
  bool leaves = false;
  /// With `vanishes`: a clause that says why the file may yet be there; empty if it surely
  /// vanishes. Else empty.
  std::string doubt = {};
  /// With `replaced`: the link that leads to `path` after the transaction, if the present file goes
  /// away and a link of alternatives(8) leads to another file instead. Else empty.
  std::string by_link = {};

  /// Returns whether the content after the transaction differs from the present content; true if
  /// the file vanishes or is new; nullopt if the digests do not tell.
  std::optional<bool> content_changes() const;
};

/// Numbers of the users and groups that tests and packages name; unknown names are absent.
struct Accounts {
  std::map<std::string, std::uint32_t> users;
  std::map<std::string, std::uint32_t> groups;
};

/// How a test will react.
enum class Outcome : std::uint8_t {
  fails,    ///< The test fails in every cycle until a person acts.
  fires,    ///< monit acts once: the test is about the change itself.
  unknown,  ///< Nobody can tell, or the engine could not read a fact that decides.
};

/// The prediction for one test.
struct Prediction {
  monitrc::TestKind test = monitrc::TestKind::other;
  monitrc::Trigger trigger = monitrc::Trigger::failed;
  Outcome outcome = Outcome::fails;
  std::string expect;    ///< What the test expects; empty for a `changed` test.
  std::string now;       ///< The value before the transaction; empty if there is no value to show.
  std::string incoming;  ///< The value after the transaction; empty if there is no value to show.
  std::string ground;    ///< The reason, as a clause with facts that people can verify.
  std::string hint;      ///< What to do; empty if there is nothing to do.
  monitrc::Action action;
  int after_cycles = 1;  ///< How many failing cycles monit waits for before it acts: Test::times.
  /// The place of the test; the place of the check for the existence test that monit adds to a
  /// check without one.
  Span span;
};

/// Facts about the session that a prediction needs besides the facts about the file.
struct Circumstances {
  /// True if the check is suspended, so that its checksum tests get new baselines.
  bool suspended = false;
  /// True if monit reads its control file again while the check is suspended. monit then forgets
  /// the last timestamp, size and permission of the file, and every `changed` test of them fires.
  bool forgotten = false;
  std::int64_t moment = 0;  ///< Assumed time of the transaction; seconds since 1970.
};

/// Returns the predictions for one check in the order of its tests; empty if no test will react.
/// `sources` has the text of the control file, `update` is about the file of this check.
std::vector<Prediction> predict(const monitrc::Check& check, const Sources& sources,
                                const FileUpdate& update, const Accounts& accounts,
                                const Circumstances& circumstances);

/// Returns the name of the enumerator: "replaced".
const char* name_of(FileFate fate);
/// Returns the word of monit-pkgmap-formats(5): "fails", "fires", "unknown".
const char* name_of(Outcome outcome);

}  // namespace pkgmap::rules
