// The facts about one checksummed file, from which the judge (judge.hpp) makes its verdict.
//
// The engine gathers the facts once for each phase of a session. Values, no I/O.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parsers/source/check_name.hpp"
#include "rules/digests.hpp"

namespace pkgmap::rules {

/// What stat(2) says of a file: enough to tell files apart, and to notice a change, without reading
/// the content.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;  ///< 0: the file has not been seen.
  std::int64_t size = 0;    ///< Bytes.
  std::int64_t ctime = 0;   ///< Last change of content or attributes; ns since the epoch.

  bool known() const { return inode != 0; }
  bool operator==(const FileIdentity& other) const = default;
};

/// A symbolic link on the way to a file.
struct LinkOnWay {
  std::string place;      ///< Path of the link, directories resolved: "/opt/app/agent".
  std::string text;       ///< Target of the link, as written: "/usr/share/x", "../current".
  bool packaged = false;  ///< Whether an installed package has this link with this target.
  /// Whether the link's directory is "/" or belongs to an installed package.
  bool packaged_around = false;

  /// Returns whether both are the same link with the same target; `packaged` and `packaged_around`
  /// do not count.
  bool operator==(const LinkOnWay& other) const {
    return place == other.place && text == other.text;
  }
};

/// A directory on the way to a file.
struct DirectoryOnWay {
  std::string path;  ///< Resolved.
  std::uint32_t uid = 0;
  std::uint32_t mode = 0;  ///< Permission bits, with the sticky bit.
  /// Owner of the next directory, link or file on the way; if that is missing, the owner of this
  /// directory.
  std::uint32_t entry_uid = 0;
};

/// What stands at the path now.
struct PresentFile {
  enum class Kind : std::uint8_t {
    /// No file, or a link that leads to no file; `names`, `directories` and `links` then end before
    /// the missing part.
    missing,
    content,     ///< A regular file, read whole, which nobody changed during the reading.
    unreadable,  ///< No regular file, cannot be read, or changed during the reading.
    /// A regular file that could not be read within the time limit; or a large file of another size
    /// than in its record, which no package ships and nobody accepts, and which was not read.
    too_large,
  };
  Kind kind = Kind::missing;
  Digests digests;  ///< Digests of the content; empty unless `kind` is `content`.
  FileIdentity identity;
  std::uint32_t uid = 0;   ///< Owner of the file at the end of the links; 0 if it was not seen.
  std::uint32_t mode = 0;  ///< Permission bits of this file.
  /// The path, with its directories resolved; if a link stands there, also the path that the link
  /// leads to, and so on.
  std::vector<std::string> names;
  std::vector<DirectoryOnWay> directories;  ///< All directories on the way, beginning with "/".
  std::vector<LinkOnWay> links;             ///< All links on the way, in their order.
  std::int64_t newest_link = 0;  ///< Greatest ctime of the links, ns since the epoch; 0: no link.
};

/// What monit shows of its baseline of the file.
struct ShownBaseline {
  enum class Kind : std::uint8_t {
    shown,   ///< monit shows the sum.
    hidden,  ///< monit has a baseline and does not show it: the page of the check cannot be
             ///< requested, or the test is `if changed` and the check is off.
    never,   ///< monit has no baseline yet, and will take the first content that it sees.
  };
  Kind kind = Kind::hidden;
  Digests digests = {};  ///< If `shown`: one sum, by the algorithm of monit's test.
};

/// Whether monit tests the file, that is, whether its check is on.
enum class Watching : std::uint8_t {
  on,        ///< Monitored; or suspended, and about to be monitored again; or monit was not asked.
  waiting,   ///< Monitored, but monit has not tested the check yet since it read its control file.
  off,       ///< Somebody switched the check off.
  went_off,  ///< One of the check's own tests switched it off; no person did.
  orphaned,  ///< Suspended, and stays off: its package was erased, and no package has its file.
};

/// What the header of one installed package says about the content of the file.
struct HeaderWord {
  std::string package;  ///< NEVRA
  Digest digest;
  bool binding = true;  ///< False for %verify(not md5 …): the file may have another content.
  bool config = false;  ///< %config
  bool proved = false;  ///< A key that rpm knows has signed the header.
  /// How the header is signed, as in JSON: "key", "signed", "digest", "md5sums", "none"; "ucf" if
  /// ucf(1) and not the header has the digest.
  std::string signature = {};
  /// rpm's message about a bad signature. A header with a bad signature never counts. Empty if the
  /// signature is not bad.
  std::string bad_signature = {};
};

/// What the installed packages say about the path.
struct Packaging {
  std::vector<HeaderWord> words;  ///< One for each header that has a digest of the content.
  /// NEVRA of a package that owns the path, perhaps as %ghost; empty if no package does.
  std::string owner;
  /// NEVRA of a package that ships a file where a link stands now, or a link with another target;
  /// empty if no package does.
  std::string replaced;
};

/// The content record of a check: the content that monit and this program last agreed upon
/// (engine/journal/content_records.hpp).
struct ContentRecord {
  std::string control_file;  ///< That of the monit that has the check.
  CheckName check;
  std::string path;
  /// Of the good content; with SHA-256 if this program has read it, not monit alone.
  Digests digests;
  FileIdentity identity;  ///< Of the file with this content; unknown if only monit has read it.
  std::vector<LinkOnWay> links;  ///< On the way to this file.
  std::int64_t when = 0;         ///< When the record was written; us since the epoch.
  /// The incarnation (the second in which monit last read its control file) in which monit compared
  /// with the good content; 0: none.
  std::int64_t incarnation = 0;
  /// Digests of another content that was found while the check was off. Such a content is reported
  /// when the check is on again. Empty if there is none.
  Digests noted;
  /// Identity of the file to which a transaction gave a content other than the good one; unknown if
  /// no transaction did.
  FileIdentity made{};
};

/// All facts about one file and the check that tests its content.
struct FileFacts {
  CheckName check;
  std::string path;
  /// Whether the test is `if changed checksum`: monit alerts once and takes the new content as
  /// baseline.
  bool goes_on = false;
  Watching watching = Watching::on;
  ShownBaseline shown;
  PresentFile present;
  Packaging packaging;
  std::optional<ContentRecord> record;
  /// The content that the substitute check of this file expects; empty if the good content is not
  /// known. nullopt if the file has no substitute check.
  std::optional<Digests> alarm;
  CheckName alarm_name;     ///< Name of the substitute check.
  bool alarm_lost = false;  ///< Whether monit lacks the check `alarm_name`; false if there is no
                            ///< substitute check, or if monit was not asked.
  bool accepted = false;    ///< Whether a person has just accepted the present content.
  /// Whether the content was the good one when the session began, and has not changed since the end
  /// of the transaction.
  bool good_before = false;
  bool of_session = false;  ///< Whether a package of the session's transaction owns the file.
  /// Whether the file was replaced again and again between the moments at which this program and
  /// monit read it.
  bool races = false;
};

}  // namespace pkgmap::rules
