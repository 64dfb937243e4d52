// Which tests of a check will fail, or fire once, on what a package ships.
//
// Pure: the engine says what the file is now and what it will be after the
// transaction (engine/facts/file_updates). What monit does with that is in
// docs/design.md, "What cannot be silent". Only tests of files, directories
// and fifos are predicted; what a process will do nobody knows.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "rules/nevra.hpp"

namespace pkgmap::rules {

/// A file as stat(2) shows it, or as it will.
struct FileState {
  bool exists = false;
  std::uint32_t mode = 0;  ///< With the file type.
  std::string user;        ///< Its name, or its number where it has none.
  std::string group;
  std::uint64_t size = 0;
  std::int64_t modified = 0;  ///< Seconds since 1970.
  /// By algorithm ("md5", "sha256"), lower-case hex; only those that are known.
  std::map<std::string, std::string> digests;
};

/// What the transaction does to the file that a check watches.
enum class FileFate : std::uint8_t {
  untouched,  ///< Nothing.
  replaced,   ///< The package's file takes its place.
  stays,      ///< %config that somebody changed: the new one comes beside it.
  vanishes,   ///< The new version no longer has it.
};

struct FileUpdate {
  FileFate fate = FileFate::untouched;
  std::string path;  ///< The file itself, after links.
  Nevra package;     ///< The one that does it.
  FileState now;
  FileState after;
  std::string beside;  ///< If it stays: "/etc/my.cnf.rpmnew".
  /// Files come into this directory, or leave it.
  bool entries_change = false;
  std::string problem;  ///< Why a digest of `after` is not known.

  /// Nothing when it is not known.
  std::optional<bool> content_changes() const;
};

/// Numbers of the users and groups that tests and packages name.
struct Accounts {
  std::map<std::string, std::uint32_t> users;
  std::map<std::string, std::uint32_t> groups;
};

enum class Outcome : std::uint8_t {
  fails,    ///< At every look, until somebody does something.
  fires,    ///< Once: the change itself is the event.
  unknown,  ///< It depends on what could not be read.
};

struct Prediction {
  monitrc::TestKind test = monitrc::TestKind::other;
  monitrc::Trigger trigger = monitrc::Trigger::failed;
  Outcome outcome = Outcome::fails;
  std::string expect;    ///< What the control file wants; empty for a change.
  std::string now;       ///< What the file has before the transaction; may be empty.
  std::string incoming;  ///< What it will have.
  std::string ground;    ///< One clause for people, which can be checked by hand.
  std::string hint;      ///< What to do; may be empty.
  monitrc::Action action;
  int after_cycles = 1;  ///< How many looks it takes.
  Span span;             ///< The test; for the implied one, the check.
};

/// What decides beside the file itself.
struct Circumstances {
  bool suspended = false;  ///< monit takes new baselines for what it checksums.
  /// monit reads its control file again while the check is suspended, and then takes every
  /// timestamp, size and permission for changed.
  bool forgotten = false;
  std::int64_t moment = 0;  ///< When the transaction is taken to happen; seconds since 1970.
};

std::vector<Prediction> predict(const monitrc::Check& check, const Sources& sources,
                                const FileUpdate& update, const Accounts& accounts,
                                const Circumstances& circumstances);

const char* name_of(FileFate fate);
const char* name_of(Outcome outcome);

}  // namespace pkgmap::rules
