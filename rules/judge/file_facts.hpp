// What is known of one file whose content a check of monit compares: the questions that the judge
// answers are put in these values.
//
// The engine gathers them once for each phase of a session; judge.hpp decides. Values, no I/O.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/digests.hpp"

namespace pkgmap::rules {

/// Which file it is, not what is in it.
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
  std::string place;             ///< Its directory resolved: "/opt/app/agent".
  std::string text;              ///< What it says: "/usr/share/plain/text", "../current".
  bool packaged = false;         ///< An installed package has it, and so that it says this.
  bool packaged_around = false;  ///< An installed package owns the directory that it lies in.

  bool operator==(const LinkOnWay& other) const {
    return place == other.place && text == other.text;
  }
};

/// A directory on the way to a file.
struct DirectoryOnWay {
  std::string path;  ///< Resolved.
  std::uint32_t uid = 0;
  std::uint32_t mode = 0;       ///< Permissions, the sticky bit among them.
  std::uint32_t entry_uid = 0;  ///< Of the directory, link or file that the way goes on with.
};

/// What stands there now.
struct PresentFile {
  enum class Kind : std::uint8_t {
    missing,
    content,     ///< A regular file, read whole, and it held still meanwhile.
    unreadable,  ///< No regular file, cannot be read, or something wrote in it meanwhile.
    too_large,   ///< A regular file that could not be read in the time there was.
  };
  Kind kind = Kind::missing;
  Digests digests;  ///< Of Kind::content.
  FileIdentity identity;
  std::uint32_t uid = 0;
  std::uint32_t mode = 0;
  /// Its names, resolved: the path, then one more for each link in the last place.
  std::vector<std::string> names;
  std::vector<DirectoryOnWay> directories;  ///< Every one, from "/" on.
  std::vector<LinkOnWay> links;             ///< Every one, in the order of the way.
};

/// What monit shows of the baseline that it compares the file with.
struct ShownBaseline {
  enum class Kind : std::uint8_t {
    shown,
    hidden,  ///< It holds one: a page that cannot be asked for, a `changed` check that is off.
    never,   ///< It has computed none yet, and takes the first content that it will see.
  };
  Kind kind = Kind::hidden;
  Digests digests = {};  ///< Of Kind::shown: one sum, by the algorithm that monit compares by.
};

/// Whether monit looks at the check.
enum class Watching : std::uint8_t {
  on,        ///< Monitored; or suspended, and about to be monitored again.
  waiting,   ///< Monitored, but not looked at since monit read its control file: it is not due.
  off,       ///< Somebody switched it off.
  went_off,  ///< One of its own tests switched it off: nobody's word.
  orphaned,  ///< Suspended, and it stays off: its package went, and nobody has its file.
};

/// What the header of an installed package says of a content.
struct HeaderWord {
  std::string package;  ///< NEVRA
  std::string algorithm;
  std::string digest;
  bool binding = true;  ///< False: %verify(not md5 …); another content contradicts nothing.
  bool config = false;  ///< %config
  bool proved = false;  ///< A key that rpm knows has signed the header.
  std::string signature = {};  ///< How far it is signed, as in JSON: "key", "digest", …
  std::string bad_signature =
      {};  ///< rpm's words; then the header never counts. Empty: it is not bad.
};

/// What the packages say of the path.
struct Packaging {
  std::vector<HeaderWord> words;  ///< Those that claim a content.
  std::string owner;              ///< NEVRA of any owner, also a %ghost's; empty: nobody owns it.
  /// NEVRA of the owner of a file in whose place a link stands, or of a link that leads elsewhere.
  std::string replaced;
};

/// The content that monit and this program last agreed upon (engine/journal/content_records.hpp).
struct ContentRecord {
  std::string control_file;  ///< Of the monit that compares it; with the check, whose it is.
  std::string check;
  std::string path;
  Digests digests;               ///< Of the content that is good; SHA-256 wherever it was read.
  FileIdentity identity;         ///< Of the file that had it; not known where only monit showed it.
  std::vector<LinkOnWay> links;  ///< On the way to it.
  std::int64_t when = 0;         ///< When it was noted; us since the epoch.
  std::int64_t incarnation = 0;  ///< In which monit was seen to compare with it; 0: in none.
  /// Another content that stood there while nobody looked at it: to be told as soon as monit does.
  Digests noted;
};

struct FileFacts {
  std::string check;
  std::string path;
  bool goes_on = false;  ///< `if changed checksum`: monit tells of a change, and takes it then.
  Watching watching = Watching::on;
  ShownBaseline shown;
  PresentFile present;
  Packaging packaging;
  std::optional<ContentRecord> record;
  /// What the alarm expects that is carried about this file; empty sums: it expects nothing that
  /// monit can be told of. nullopt if no alarm is carried.
  std::optional<Digests> alarm;
  std::string alarm_name;   ///< Of the check that keeps it.
  bool alarm_lost = false;  ///< monit has no check of that name.
  bool accepted = false;    ///< Somebody has just accepted what stands there.
  bool races = false;  ///< Something replaced it between our look and monit's, again and again.
};

}  // namespace pkgmap::rules
