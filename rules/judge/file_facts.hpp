// The facts about one checksummed file, from which the judge (judge.hpp) makes its verdict.
//
// The engine gathers the facts once for each phase of a session. Values, no I/O.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/digests.hpp"

namespace pkgmap::rules {

/// Tells one file from another without reading its content.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;  ///< 0: the file has not been seen.
  std::int64_t size = 0;    ///< Bytes.
  std::int64_t ctime = 0;   ///< Of the last change of content or attributes; ns since the epoch.

  bool known() const { return inode != 0; }
  bool operator==(const FileIdentity& other) const = default;
};

/// A link on the way to a file.
struct LinkOnWay {
  std::string place;             ///< Its own path, directories resolved: "/opt/app/agent".
  std::string text;              ///< Its target, as written: "/usr/share/plain/text", "../current".
  bool packaged = false;         ///< An installed package has this link with this target.
  bool packaged_around = false;  ///< Its directory is "/", or an installed package owns it.

  bool operator==(const LinkOnWay& other) const {
    return place == other.place && text == other.text;
  }
};

/// A directory on the way to a file.
struct DirectoryOnWay {
  std::string path;  ///< Resolved.
  std::uint32_t uid = 0;
  std::uint32_t mode = 0;  ///< Permissions, the sticky bit among them.
  /// Owner of the next directory, link or file on the way; of this directory if that is missing.
  std::uint32_t entry_uid = 0;
};

/// What stands at the path now.
struct PresentFile {
  enum class Kind : std::uint8_t {
    missing,
    content,     ///< A regular file, read whole, which nobody changed during the reading.
    unreadable,  ///< No regular file, cannot be read, or changed during the reading.
    too_large,   ///< A regular file that could not be read within the time limit.
  };
  Kind kind = Kind::missing;
  Digests digests;  ///< Of Kind::content.
  FileIdentity identity;
  std::uint32_t uid = 0;
  std::uint32_t mode = 0;
  /// The path with its directories resolved; if a link stands there, also the path that the link
  /// leads to, and so on.
  std::vector<std::string> names;
  std::vector<DirectoryOnWay> directories;  ///< All on the way, from "/" on.
  std::vector<LinkOnWay> links;             ///< All on the way, in their order.
  std::int64_t newest_link = 0;  ///< When the newest link of the way was made; as ctime; 0: none.
};

/// What monit shows of the baseline that it compares the file with.
struct ShownBaseline {
  enum class Kind : std::uint8_t {
    shown,
    hidden,  ///< monit has a baseline and does not show it: the page of the check cannot be
             ///< requested, or the test is `if changed` and the check is off.
    never,   ///< monit has no baseline yet, and will take the first content that it sees.
  };
  Kind kind = Kind::hidden;
  Digests digests = {};  ///< Of Kind::shown: one sum, by the algorithm that monit compares by.
};

/// Whether monit tests the file, that is, whether its check is on.
enum class Watching : std::uint8_t {
  on,        ///< Monitored; or suspended, and about to be monitored again.
  waiting,   ///< Monitored, but not due yet since monit read its control file.
  off,       ///< Somebody switched the check off.
  went_off,  ///< One of the check's own tests switched it off; no person did.
  orphaned,  ///< Suspended, and stays off: its package was erased, and no package has its file.
};

/// What the header of one installed package says of the content.
struct HeaderWord {
  std::string package;  ///< NEVRA
  std::string algorithm;
  std::string digest;
  bool binding = true;  ///< False for %verify(not md5 …): the file may have another content.
  bool config = false;  ///< %config
  bool proved = false;  ///< A key that rpm knows has signed the header.
  std::string signature = {};  ///< How far the header is signed, as in JSON: "key", "digest", …
  /// rpm's message about a bad signature, with which the header never counts. Empty if the
  /// signature is not bad.
  std::string bad_signature = {};
};

/// What the packages say of the path.
struct Packaging {
  std::vector<HeaderWord> words;  ///< Of the headers that have a digest of the content.
  std::string owner;              ///< NEVRA of any owner, also of a %ghost; empty: no owner.
  /// NEVRA of a package that has a file where a link stands now, or a link with another target.
  std::string replaced;
};

/// The content that monit and this program last agreed upon (engine/journal/content_records.hpp).
struct ContentRecord {
  std::string control_file;  ///< Of the monit that has the check. A check has one record.
  std::string check;
  std::string path;
  Digests digests;               ///< Of the content that is good; SHA-256 wherever it was read.
  FileIdentity identity;         ///< Of the file that had this content; unknown if only monit did.
  std::vector<LinkOnWay> links;  ///< On the way to this file.
  std::int64_t when = 0;         ///< When the record was written; us since the epoch.
  std::int64_t incarnation = 0;  ///< In which monit compared with this content; 0: in none.
  /// Another content that was found while the check was off. It is reported once the check is on.
  Digests noted;
  /// The file whose content is not the good one because a transaction changed it; unknown without
  /// such a change.
  FileIdentity made{};
};

struct FileFacts {
  std::string check;
  std::string path;
  /// The test is `if changed checksum`: monit alerts once and takes the new content as baseline.
  bool goes_on = false;
  Watching watching = Watching::on;
  ShownBaseline shown;
  PresentFile present;
  Packaging packaging;
  std::optional<ContentRecord> record;
  /// The content that the substitute check of this file expects; empty if no content is known that
  /// monit can be told. nullopt if the file has no substitute check.
  std::optional<Digests> alarm;
  std::string alarm_name;   ///< Name of the substitute check.
  bool alarm_lost = false;  ///< monit has no check of that name.
  bool accepted = false;    ///< Somebody has just accepted the present content.
  /// Its content was the good one when the session began, and did not change after the transaction.
  bool good_before = false;
  bool of_session = false;  ///< A package of the session's transaction owns it.
  bool races = false;  ///< Again and again, the file was replaced between our look and monit's.
};

}  // namespace pkgmap::rules
